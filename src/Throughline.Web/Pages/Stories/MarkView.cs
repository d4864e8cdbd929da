using Throughline.Stories;

namespace Throughline.Web.Pages.Stories;

/// <summary>A mark as it is shown in a list beside the words.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Mine">True when the viewer owns the words, and so may answer.</param>
/// <param name="Back">Where an answer leads back to.</param>
/// <param name="Number">Its number in the text.</param>
/// <param name="Link">True where the words are on another page.</param>
/// <param name="CanRemove">True where its coder may take it off.</param>
/// <param name="Counting">Whether it counts towards what the marks say, and where it does not, why.</param>
public sealed record MarkView(MarkReading Mark, bool Mine, string Back, int? Number = null, bool Link = false, bool CanRemove = false, string? Counting = null);
