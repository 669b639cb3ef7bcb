using System.Collections.Immutable;
using System.Reflection;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Catalog;

/// <summary>
/// The readers, writers, invariants and claims that a program knows, found in assemblies by reflection.
/// </summary>
public sealed class Catalogue
{
    private Catalogue(IReadOnlyList<Type> types)
    {
        Readers = Make<ReaderProtocol>(types, reader => reader.Name);
        Writers = Make<WriterProtocol>(types, writer => writer.Name);
        InvariantTypes = [.. types.Where(type => type.IsAssignableTo(typeof(Invariant)))];
        Invariants = Make<Invariant>(types, invariant => invariant.Id);
        ClaimGroups = Make<ClaimGroup>(types, group => group.Name);
    }

    /// <summary>Gets the readers, by name.</summary>
    public ImmutableArray<ReaderProtocol> Readers { get; }

    /// <summary>Gets the writers, by name.</summary>
    public ImmutableArray<WriterProtocol> Writers { get; }

    /// <summary>Gets the writers that are about the memory map, by name: rows of the matrix for every reader.</summary>
    public IEnumerable<WriterProtocol> MapWriters => Writers.Where(writer => !writer.ChangesTasks);

    /// <summary>Gets the invariants, by id; for their texts only.</summary>
    public ImmutableArray<Invariant> Invariants { get; }

    /// <summary>Gets the groups of claims, by name.</summary>
    public ImmutableArray<ClaimGroup> ClaimGroups { get; }

    private ImmutableArray<Type> InvariantTypes { get; }

    /// <summary>Finds everything in LockCheck's own assemblies and in others.</summary>
    /// <param name="others">A user's assemblies.</param>
    /// <returns>The catalogue.</returns>
    public static Catalogue Load(params IEnumerable<Assembly> others)
    {
        var types = new[] { typeof(ReaderProtocol).Assembly, typeof(Invariant).Assembly }
            .Concat(others)
            .Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsClass: true } &&
                type.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .ToList();
        return new Catalogue(types);
    }

    /// <summary>Finds a reader by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    public ReaderProtocol Reader(string name) => Readers.FirstOrDefault(reader => reader.Name == name) ??
        throw UnknownNameException.For("reader", name, Readers.Select(reader => reader.Name));

    /// <summary>Finds a writer by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    public WriterProtocol Writer(string name) => Writers.FirstOrDefault(writer => writer.Name == name) ??
        throw UnknownNameException.For("writer", name, Writers.Select(writer => writer.Name));

    /// <summary>Makes an invariant object of its own for a scenario.</summary>
    /// <param name="id">The invariant's id.</param>
    /// <returns>The invariant, not bound yet.</returns>
    /// <exception cref="UnknownNameException">There is none of that id.</exception>
    public Invariant NewInvariant(string id)
    {
        var known = Invariants.FirstOrDefault(invariant => invariant.Id == id) ??
            throw UnknownNameException.For("invariant", id, Invariants.Select(invariant => invariant.Id));
        return (Invariant)Activator.CreateInstance(InvariantTypes.First(type => type == known.GetType()))!;
    }

    private static ImmutableArray<T> Make<T>(IEnumerable<Type> types, Func<T, string> name)
    {
        var made = types.Where(type => type.IsAssignableTo(typeof(T)))
            .Select(type => (T)Activator.CreateInstance(type)!)
            .OrderBy(name, StringComparer.Ordinal)
            .ToImmutableArray();
        var twice = made.GroupBy(name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? made
            : throw new UnknownNameException(
                $"Two classes have the name {twice.Key}: "
                + $"{string.Join(" and ", twice.Select(item => item!.GetType().FullName))}. Rename one.");
    }
}
