global using LockCheck.Engine;
global using LockCheck.Kernel;
