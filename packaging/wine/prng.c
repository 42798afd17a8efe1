/* Test-only: Wine 8 has no bcryptprimitives.dll, which libraries written in Rust ask for chance.
   One of the project's tests reads its workbooks with such a library. Never shipped. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    return SystemFunction036(data, (ULONG)size);
}
