namespace Throughline.Fictional;

internal sealed class ExpensesFile
{
    public List<ExpenseEntry> Claims { get; set; } = [];
}

internal sealed class ExpenseEntry
{
    public string Person { get; set; } = "";

    /// <summary>The day on which they paid it.</summary>
    public int On { get; set; }

    /// <summary>The day on which they asked.</summary>
    public int Asked { get; set; }

    public int Pence { get; set; }

    public string What { get; set; } = "";

    /// <summary>Who answered.</summary>
    public string By { get; set; } = "";

    public int? Paid { get; set; }

    public int? SentBack { get; set; }

    public string? Why { get; set; }

    public int? TakenBack { get; set; }
}
