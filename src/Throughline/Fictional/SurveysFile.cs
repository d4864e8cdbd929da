namespace Throughline.Fictional;

internal sealed class SurveysFile
{
    public List<WaveEntry> Waves { get; set; } = [];

    public List<GoalEntry> HealthGoals { get; set; } = [];
}

internal sealed class WaveEntry
{
    public string Scheme { get; set; } = "";

    public string By { get; set; } = "";

    public string Name { get; set; } = "";

    public string Audience { get; set; } = "";

    public int CouldAnswer { get; set; }

    public int Opened { get; set; }

    public int Last { get; set; }

    public int? Closed { get; set; }

    public List<string> Sites { get; set; } = [];

    public List<AnswerEntry> Answers { get; set; } = [];

    public List<AnswerEntry> Words { get; set; } = [];
}

internal sealed class AnswerEntry
{
    public string Site { get; set; } = "";

    public int Times { get; set; } = 1;

    public string Answer { get; set; } = "";

    public string? Text { get; set; }

    public bool Show { get; set; }
}

internal sealed class GoalEntry
{
    public string Person { get; set; } = "";

    public string Trainer { get; set; } = "";

    public string Topic { get; set; } = "";

    public int Set { get; set; }

    public string Step { get; set; } = "";

    public List<GoalMoveEntry> Moves { get; set; } = [];

    public int? LetGo { get; set; }
}

internal sealed class GoalMoveEntry
{
    public int On { get; set; }

    public string By { get; set; } = "";

    public bool Done { get; set; }

    public string? Next { get; set; }
}
