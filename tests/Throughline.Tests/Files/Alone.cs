namespace Throughline.Tests.Files;

/// <summary>Tests that weigh the memory of the whole process, which others would add to.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
