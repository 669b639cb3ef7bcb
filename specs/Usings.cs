global using LockCheck.Engine;
global using LockCheck.Kernel;
global using LockCheck.Protocols;
