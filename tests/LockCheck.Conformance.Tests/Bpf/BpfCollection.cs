namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>One after the other: a held task keeps a processor.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class BpfCollection
{
    public const string Name = "bpf";
}
