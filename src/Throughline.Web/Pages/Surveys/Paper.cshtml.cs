using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys;

public sealed class PaperModel(SurveyQueries surveys) : OnPaper(surveys);
