/* Test-only: Wine 8 has no Windows.UI.ViewManagement.UISettings; Qt 6.7-6.9 throws without it (6.10/6.11 not run).
   Light theme, default accent, no change events. Never shipped. */
#include <windows.h>
#include <string.h>
typedef void *WSTRH; typedef struct { BYTE A,R,G,B; } Color; typedef struct { long long v; } Token;
static const GUID IID_Insp={0xAF86E2E0,0xB12D,0x4c6a,{0x9C,0x5A,0xD7,0xAA,0x65,0x10,0x1E,0x90}};
static const GUID IID_Agile={0x94ea2b94,0xe9cc,0x49e0,{0xc0,0xff,0xee,0x64,0xca,0x8f,0x5b,0x90}};
static const GUID IID_Fact={0x00000035,0,0,{0xc0,0,0,0,0,0,0,0x46}};
static const GUID IID_Unk ={0x00000000,0,0,{0xc0,0,0,0,0,0,0,0x46}};
static const GUID IID_S1={0x85361600,0x1c63,0x4627,{0xbc,0xb1,0x3a,0x89,0xe0,0xbc,0x9c,0x55}};
static const GUID IID_S3={0x03021be4,0x5254,0x4781,{0x81,0x94,0x51,0x68,0xf7,0xd0,0x6d,0x7b}};
typedef struct { const void **v; } Obj;
static HRESULT WINAPI QI(Obj*,const GUID*,void**); static ULONG WINAPI Ref(Obj*o){return 2;}
static HRESULT WINAPI Iids(Obj*o,ULONG*n,void**p){*n=0;*p=0;return 0;} static HRESULT WINAPI Cls(Obj*o,WSTRH*h){*h=0;return 0;} static HRESULT WINAPI Trust(Obj*o,int*t){*t=0;return 0;}
static HRESULT WINAPI No(void){return E_NOTIMPL;}
static HRESULT WINAPI GetColor(Obj*o,int t,Color*c){ Color w={255,255,255,255},b={255,0,0,0},a={255,0,0x78,0xd7}; *c= t==0?w: t==1?b:a; return 0; }
static HRESULT WINAPI Add(Obj*o,void*h,Token*t){t->v=1;return 0;} static HRESULT WINAPI Rem(Obj*o,Token t){return 0;}
static const void *v3[]={QI,Ref,Ref,Iids,Cls,Trust,GetColor,Add,Rem};
static const void *v1[]={QI,Ref,Ref,Iids,Cls,Trust,No,No,No,No,No,No,No,No,No,No,No,No,No};
static HRESULT WINAPI Act(Obj*,void**);
static const void *vf[]={QI,Ref,Ref,Iids,Cls,Trust,Act};
static Obj s3={v3}, s1={v1}, fa={vf};
static HRESULT WINAPI Act(Obj*o,void**p){*p=&s1;return 0;}
static HRESULT WINAPI QI(Obj*o,const GUID*g,void**p){
 if(!memcmp(g,&IID_S3,16)){*p=&s3;return 0;} if(!memcmp(g,&IID_S1,16)){*p=&s1;return 0;} if(!memcmp(g,&IID_Fact,16)){*p=&fa;return 0;}
 if(!memcmp(g,&IID_Unk,16)||!memcmp(g,&IID_Insp,16)||!memcmp(g,&IID_Agile,16)){*p=o;return 0;}
 *p=0; return E_NOINTERFACE; }
typedef const wchar_t *(WINAPI *raw_t)(WSTRH,UINT32*);
__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(WSTRH n,void**f){
 HMODULE m=LoadLibraryA("combase.dll"); raw_t raw=(raw_t)(void*)GetProcAddress(m,"WindowsGetStringRawBuffer"); const wchar_t*s=raw?raw(n,0):0;
 if(s&&!wcscmp(s,L"Windows.UI.ViewManagement.UISettings")){*f=&fa;return 0;} *f=0; return REGDB_E_CLASSNOTREG; }
__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void){return S_FALSE;}
