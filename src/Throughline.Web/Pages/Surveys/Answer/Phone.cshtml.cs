using Microsoft.AspNetCore.Mvc;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys.Answer;

[IgnoreAntiforgeryToken]
public sealed class PhoneModel(SurveyDoorQueries doors, AnswerSurvey answer) : AnswerPage(doors, answer)
{
    public override bool IsKiosk => false;
}
