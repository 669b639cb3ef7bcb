namespace LockCheck.Specs.Scenarios;

/// <summary>A writer and the VMA that it works on.</summary>
/// <param name="Writer">The writer's name.</param>
/// <param name="Vma">The position of the VMA in the layout, from 0.</param>
public readonly record struct WriterAt(string Writer, int Vma);
