namespace Throughline.Web.Pages.Problems;

public sealed record ProblemText(string Title, params string[] Paragraphs)
{
    public static readonly ProblemText NotFound = new(
        "We cannot find that page",
        "If you typed the address, check it is right. If you pasted it, check you copied all of it.",
        "If you followed a link, the page may have moved, or it may not be one for the hat you are wearing now.");

    private static readonly ProblemText Refused = new(
        "You cannot do that with this hat",
        "The hat you are wearing does not open this page. Nothing has been changed.",
        "If you wear another hat that does, choose “Change hat” at the top of the page and try again. If you think you should be able to, ask your coordinator.");

    private static readonly ProblemText NotAccepted = new(
        "We could not accept that",
        "The page may have been open for too long, or you may have signed out or changed hat in another window. Nothing has been changed.",
        "Go back in your browser: what you typed should still be there. Copy it, load the page again, and send it once more.");

    private static readonly ProblemText TooLarge = new(
        "That is too big for us to take",
        "What you sent is larger than this page can take in. Nothing has been changed.",
        "Go back and choose a smaller file, or send it in parts.");

    private static readonly ProblemText TooMany = new(
        "Too many tries",
        "There have been too many tries in a short time, so we have paused. Nothing has been changed.",
        "Wait a minute, then try again.");

    private static readonly ProblemText Closed = new(
        "Throughline is not available right now",
        "It may be being looked after. Nothing has been changed.",
        "Wait a few minutes, then try again.");

    private static readonly ProblemText Broken = new(
        "Sorry, something went wrong",
        "This is our fault, not yours. What you last sent may not have been saved.",
        "Go back and try again. If it happens again, tell your coordinator the reference number below. It says nothing about you.");

    public static ProblemText For(int status) => status switch
    {
        401 or 403 => Refused,
        404 or 405 or 410 => NotFound,
        413 => TooLarge,
        429 => TooMany,
        503 => Closed,
        >= 500 => Broken,
        _ => NotAccepted,
    };
}
