namespace Bench;

/// <summary>What a benchmark found.</summary>
/// <param name="Text">The figure with its unit.</param>
/// <param name="MeetsGoal">True when the goal is reached.</param>
internal sealed record Figure(string Text, bool MeetsGoal);
