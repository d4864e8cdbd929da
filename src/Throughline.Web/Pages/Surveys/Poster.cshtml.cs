using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys;

public sealed class PosterModel(SurveyQueries surveys) : OnPaper(surveys);
