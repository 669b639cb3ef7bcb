using System.Reflection;
using LockCheck.Protocols;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Invariants;

namespace LockCheck.Cli.Own;

/// <summary>Finds a user's own readers, writers and invariants, in assemblies that the command line names.</summary>
internal static class OwnAssemblies
{
    private static readonly Type[] Kinds = [typeof(ReaderProtocol), typeof(WriterProtocol), typeof(Invariant)];

    private static readonly Lock Gate = new();

    /// <summary>Loaded once: the engine knows modelled code by its name, and two copies would have one name.</summary>
    private static readonly Dictionary<string, Assembly> Loaded = new(StringComparer.Ordinal);

    /// <summary>Loads the catalogue, with what the assemblies add to it.</summary>
    public static Catalogue Load(IReadOnlyList<string> paths)
    {
        lock (Gate)
        {
            return Catalogue.Load([.. paths.Select(LoadOnce).Distinct()]);
        }
    }

    /// <summary>The assemblies themselves.</summary>
    public static IReadOnlyList<Assembly> AssembliesOf(IReadOnlyList<string> paths)
    {
        lock (Gate)
        {
            return [.. paths.Select(LoadOnce).Distinct()];
        }
    }

    private static Assembly LoadOnce(string given)
    {
        var path = given.Length == 0 ? given : Path.GetFullPath(given);
        if (!Loaded.TryGetValue(path, out var assembly))
        {
            Loaded.Add(path, assembly = LoadOne(path));
        }

        return assembly;
    }

    private static Assembly LoadOne(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no assembly {path}. Usual cause: the project was not built, or was "
                + "built in another configuration. Build it (dotnet build -c Release) and give the path of its .dll.");
        }

        try
        {
            var assembly = new OwnLoadContext(path).LoadFromAssemblyPath(path);
            var known = assembly.GetTypes().Where(type =>
                type is { IsClass: true, IsAbstract: false } && Array.Exists(Kinds, type.IsAssignableTo)).ToList();
            if (!known.Exists(type => type.GetConstructor(Type.EmptyTypes) is not null))
            {
                throw Without(path, known);
            }

            return assembly;
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            throw new UsageException(
                $"{path} is not a .NET assembly that can be loaded here ({exception.Message.TrimEnd('.')}). Usual "
                + "cause: a program in place of its .dll, or a build for a newer .NET. Give the .dll of a project for "
                + "net10.0.",
                exception);
        }
        catch (ReflectionTypeLoadException exception)
        {
            var first = exception.LoaderExceptions.OfType<Exception>().FirstOrDefault()?.Message ?? exception.Message;
            throw new UsageException(
                $"The types of {path} cannot be loaded ({first.TrimEnd('.')}). Usual cause: it was built against "
                + "another version of LockCheck, or one of its dependencies is missing beside it. Build it against "
                + "this version.",
                exception);
        }
    }

    private static UsageException Without(string path, List<Type> known) => new(
        known.Count == 0
            ? $"{path} has no reader, no writer and no invariant. Usual cause: another assembly of the project, or "
                + "classes that derive from nothing of LockCheck's. Derive from ReaderProtocol, WriterProtocol or "
                + "Invariant, and give the assembly that holds these classes."
            : $"{known[0].FullName} in {path} has no constructor without parameters, and so it is not found. Add one.");
}
