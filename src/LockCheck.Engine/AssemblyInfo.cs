using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LockCheck.Engine.Tests")]
