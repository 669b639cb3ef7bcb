global using LockCheck.Engine;
