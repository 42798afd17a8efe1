/* nianbao.exe and nianbao-console.exe: load the Python beside them and run one module of the program.

   Compiled with MODULE (what is run), and with WINDOW where nobody reads what is printed. Libraries
   are looked for beside the program and in the system's folder only: never in the current folder or
   on PATH, where anybody's file could lie. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST_PATH 32768
#define NO_PYTHON 101
#define SAFE_FOLDERS (LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32)

typedef int (*python_main)(int, wchar_t **);

/* The program is damaged or something keeps it from being read: say so, and what to do. */
static int refuse(const wchar_t *file)
{
    wchar_t words[512];
    swprintf(words, 512, L"%ls 不能载入（错误 %lu）。程序文件可能不完整，或者被安全软件拦截。\n"
                         L"请重新安装年报助手；仍然不行，请把本提示告诉单位的信息技术人员。",
             file, GetLastError());
#ifdef WINDOW
    MessageBoxW(NULL, words, L"年报助手", MB_ICONERROR | MB_SETFOREGROUND);
#else
    DWORD written;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(out, words, (DWORD)wcslen(words), &written, NULL)) {
        char bytes[2048];
        int size = WideCharToMultiByte(CP_UTF8, 0, words, -1, bytes, sizeof bytes, NULL, NULL);
        if (size > 1)
            WriteFile(out, bytes, (DWORD)size - 1, &written, NULL);
    }
#endif
    return NO_PYTHON;
}

static int run(int count, wchar_t **words)
{
    static wchar_t path[LONGEST_PATH];
    SetDefaultDllDirectories(SAFE_FOLDERS | LOAD_LIBRARY_SEARCH_USER_DIRS);
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST_PATH - 64);
    while (length && path[length - 1] != L'\\')
        length--;
    wcscpy(path + length, PYTHON);
    HMODULE python = LoadLibraryExW(path, NULL, SAFE_FOLDERS);
    python_main python_runs = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!python_runs)
        return refuse(PYTHON);
    wchar_t **told = calloc((size_t)count + 7, sizeof *told);
    int n = 0;
    told[n++] = words[0];
#ifdef MODULE
    told[n++] = L"-X";
    told[n++] = L"utf8";
    told[n++] = L"-B";
    told[n++] = L"-m";
    told[n++] = MODULE;
#endif
    for (int i = 1; i < count; i++)
        told[n++] = words[i];
    return python_runs(n, told);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE here, HINSTANCE before, LPWSTR line, int show)
{
    (void)here, (void)before, (void)line, (void)show;
    return run(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **words)
{
    return run(count, words);
}
#endif
