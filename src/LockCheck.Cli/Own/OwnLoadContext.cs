using System.Reflection;
using System.Runtime.Loader;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Specs.Catalog;

namespace LockCheck.Cli.Own;

/// <summary>
/// Loads a user's assembly with the dependencies beside it. LockCheck's own assemblies are those of this program: a
/// reader of another copy of them would be no reader here.
/// </summary>
internal sealed class OwnLoadContext(string path) : AssemblyLoadContext($"lockcheck --assembly {path}")
{
    private static readonly string?[] Shared =
    [
        typeof(Model).Assembly.GetName().Name,
        typeof(KernelModel).Assembly.GetName().Name,
        typeof(ReaderProtocol).Assembly.GetName().Name,
        typeof(Catalogue).Assembly.GetName().Name,
    ];

    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !Shared.Contains(assemblyName.Name) && _resolver.ResolveAssemblyToPath(assemblyName) is { } found
            ? LoadFromAssemblyPath(found)
            : null;
}
