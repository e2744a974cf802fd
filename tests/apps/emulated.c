/* tests/apps/emulated.c - operands relative to gs in every form, far branches, int 0x80, the vsyscall page.
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <signal.h>
#include <ucontext.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <asm/prctl.h>
#include <immintrin.h>
static uint64_t data[512] __attribute__((aligned(64)));
static void fill(void){ for(int i=0;i<512;i++) data[i]=i*0x0101010101010101ull+7; }
static uint64_t hash(void){ uint64_t h=0; for(int i=0;i<512;i++) h=h*31+data[i]; return h; }
static void on(int s, siginfo_t*i, void*u){ ucontext_t*c=u; printf("signal %d code %d addr %p err %llx trap %lld rax %llx rbx %llx\n", s,i->si_code,i->si_addr,c->uc_mcontext.gregs[REG_ERR],c->uc_mcontext.gregs[REG_TRAPNO],c->uc_mcontext.gregs[REG_RAX],c->uc_mcontext.gregs[REG_RBX]); c->uc_mcontext.gregs[REG_RIP]=c->uc_mcontext.gregs[REG_R15]; }
#define TRY(x) do{ asm volatile("mov %%rsp, %%r14; lea 9f(%%rip), %%r15\n" x "\n9: mov %%r14, %%rsp":::"rax","rbx","rcx","rdx","rsi","rdi","r8","r9","r10","r11","r12","r13","r14","r15","xmm0","xmm1","memory","cc"); }while(0)
int main(void){
  setvbuf(stdout,0,_IONBF,0); static char as[65536]; stack_t ss={.ss_sp=as,.ss_size=65536}; sigaltstack(&ss,0);
  struct sigaction sa={.sa_sigaction=on,.sa_flags=SA_SIGINFO|SA_NODEFER|SA_ONSTACK};
  sigaction(SIGSEGV,&sa,0);sigaction(SIGILL,&sa,0);sigaction(SIGBUS,&sa,0);sigaction(SIGTRAP,&sa,0);
  syscall(SYS_arch_prctl, ARCH_SET_GS, data);
  fill();
  uint64_t r=0,r2=0;
  asm volatile("mov $3,%%ecx; mov $8,%%ebx; mov %%gs:16(%%rbx,%%rcx,8), %0; addr32 mov %%gs:-8(%%ebx), %1":"=&r"(r),"=&r"(r2)::"rcx","rbx"); printf("%lx %lx\n",r,r2);
  asm volatile("mov %%gs:(,%%rcx,8), %0":"=r"(r):"c"(5L)); printf("%lx\n",r);
  asm volatile("mov %%rsp, %%rax; lea 64(%2), %%rsp; sub %2, %%rsp; mov %%gs:8(%%rsp), %0; mov %%gs:8(%%rsp,%%rcx,2), %1; mov %%rax, %%rsp":"=&r"(r),"=&r"(r2):"r"(data),"c"(4L):"rax"); printf("%lx %lx\n",r,r2);
  { register uint64_t a asm("r12")=99, b asm("r13")=256, c asm("r8")=16; asm volatile("mov %0, %%gs:(%1,%2,2); mov %%gs:(%1), %0":"+r"(a):"r"(b),"r"(c):"memory"); printf("%lx %lx\n",a,hash()); }
  asm volatile("xor %%edx,%%edx; mov %%gs:0x18(%%rdx), %%ah; mov %%ah, %%gs:0x21(%%rdx); movzwl %%gs:7, %%ecx; mov %%rcx, %0":"=r"(r)::"rax","rcx","rdx","memory");
  printf("%x\n",(unsigned)r);
  asm volatile(".byte 0x65,0x48,0xa1; .quad 48; mov %%rax,%0":"=r"(r)::"rax"); printf("moffs %lx\n",r);
  asm volatile("mov $0x55,%%al; .byte 0x65,0xa2; .quad 49":::"rax","memory"); printf("moffs %lx\n",hash());
  asm volatile("push %%gs:24; pop %0; push %1; pop %%gs:32; push %1; push %1; pop %%gs:40":"=&r"(r):"r"(0x1234L):"memory");
  asm volatile("pop %%rax":::"rax"); printf("pushpop %lx %lx\n",r,hash());
  { char buf[64]="", *d=buf; void *s=(void*)64; long n=40; asm volatile("gs rep movsb":"+D"(d),"+S"(s),"+c"(n)::"memory"); printf("movs %ld %ld %ld %d\n",(long)(d-buf),(long)s,n,memcmp(buf,data+8,40)); }
  { void*s=(void*)64; uint64_t v; asm volatile("gs lodsq":"=a"(v),"+S"(s)); printf("lods %lx %ld\n",v,(long)s); asm volatile("std; gs lodsq; cld":"=a"(v),"+S"(s)); printf("lods %lx %ld\n",v,(long)s);}
  { void*s=(void*)64; void*d=data+8; long n=10; char z; data[11]++; asm volatile("gs repe cmpsq; sete %3":"+S"(s),"+D"(d),"+c"(n),"=r"(z)); printf("cmps %ld %ld %d\n",(long)s,n,z);
    char copy[80]; memcpy(copy,data+8,80); copy[20]^=1; s=(void*)64; d=copy; n=80; asm volatile("gs repe cmpsb; sete %3":"+S"(s),"+D"(d),"+c"(n),"=r"(z)::"memory"); printf("cmps %ld %ld %d\n",(long)s,n,z);}
  { uint64_t v; asm volatile(".byte 0x65; xlat":"=a"(v):"a"(9),"b"(3)); printf("xlat %lx\n",v&255); }
  { __m128i x=_mm_set1_epi8(0x33), m=_mm_set_epi32(-1,0,-1,0x80); asm volatile(".byte 0x65; maskmovdqu %1,%0"::"x"(x),"x"(m),"D"(100L):"memory"); printf("maskmov %lx\n",hash()); }
  if(__builtin_cpu_supports("avx2")){ asm volatile("xor %%r9d,%%r9d; vmovdqu %%gs:64, %%ymm0; vmovdqu %%ymm0, %%gs:256(%%rax,%%rcx); vpxor %%gs:8(%%rax), %%ymm0, %%ymm8; vmovdqu %%ymm8, %%gs:512(%%r9)"::"a"(32L),"c"(3L):"memory","xmm0","xmm8","r9");
    asm volatile("xor %%r9d,%%r9d; vpcmpeqd %%ymm1,%%ymm1,%%ymm1; mov $1,%%eax; vmovd %%eax,%%xmm2; vpbroadcastd %%xmm2,%%ymm2; vpgatherdd %%ymm1, %%gs:4(%%r9,%%ymm2,8), %%ymm0; vmovdqu %%ymm0, %%gs:1024; vpcmpeqd %%ymm1,%%ymm1,%%ymm1; vpgatherdd %%ymm1, %%gs:4(,%%ymm2,8), %%ymm0; vmovdqu %%ymm0, %%gs:1056":::"rax","r9","memory"); printf("avx %lx\n",hash()); }
  if(__builtin_cpu_supports("avx512f")){ asm volatile("mov $64,%%r10d; vmovdqu64 %%gs:64(%%r10), %%zmm17; vmovdqu64 %%zmm17, %%gs:0x80(%%r10,%%r10,8); vpaddd %%gs:4(%%r10)%{1to16%}, %%zmm17, %%zmm3; vmovdqu64 %%zmm3, %%gs:1920":::"r10","memory"); printf("avx512 %lx\n",hash()); }
  asm volatile("lock cmpxchg16b %%gs:(%%rsi,%%rdi)"::"a"(data[20]),"d"(data[21]),"b"(1L),"c"(2L),"S"(100L),"D"(60L):"memory"); printf("cx16 %lx\n",hash());
  asm volatile("fldpi; fstpl %%gs:72; fnstcw %%gs:80":::"memory"); printf("x87 %lx\n",hash());
  TRY("movabs $0x123456789000, %%rax; mov $7, %%ebx; mov %%gs:(%%rax), %%rcx");
  TRY("movabs $0x8123456789000000, %%rax; mov $7, %%ebx; mov %%gs:(%%rax,%%rbx), %%rcx");
  TRY("movabs $0x123456789000, %%rax; mov $7, %%ebx; call *%%gs:(%%rax)");
  TRY("movabs $0x123456789000, %%rsi; mov $7, %%ebx; mov $5, %%eax; lodsq %%gs:(%%rsi)");
  /* wrgsbase non canonical */
  TRY("movabs $0x8123456789000000, %%rax; mov $7, %%ebx; wrgsbase %%rax");
  TRY("mov $0x77, %%eax; mov $7, %%ebx; mov %%eax, %%gs");
  TRY("xor %%eax,%%eax; mov $7, %%ebx; push $0x77; push $0; .byte 0x48, 0xcb; nop");
  TRY("xor %%eax,%%eax; mov $7,%%ebx; mov $0x123456789000,%%rcx; ljmp *(%%rcx)");
  TRY("mov $0x1000, %%eax; mov $7,%%ebx; int $0x81");TRY("mov $20,%%eax; int $0x80; sub $20,%%eax; movslq %%eax,%%rax"); { long p; asm volatile("int $0x80":"=a"(p):"a"(20)); printf("getpid %d\n",p==getpid()); asm volatile("int $0x80":"=a"(p):"a"(5),"b"(0),"c"(0)); printf("open %ld\n",p); asm volatile("int $0x80":"=a"(p):"a"(192),"b"(0),"c"(4096),"d"(3),"S"(0x22),"D"(-1),"r"(0)); printf("mmap2 %d\n",p>0&&p<(1L<<32)); *(char*)p=1; asm volatile("int $0x80":"=a"(p):"a"(91),"b"(p),"c"(4096)); printf("munmap %ld\n",p); }
 {struct timeval tv; time_t now=((time_t(*)(void*))0xffffffffff600400)(0); int q=((int(*)(void*,void*))0xffffffffff600000)(&tv,0); unsigned c; int g=((int(*)(void*,void*,void*))0xffffffffff600800)(&c,0,0); printf("vsys %d %d %d %d\n",now-time(0)<2,q,labs(tv.tv_sec-time(0))>1,g);} { uint16_t s; asm volatile("mov $0x2b,%%eax; mov %%eax,%%gs; mov %%gs,%0":"=r"(s)::"rax"); printf("sel %x\n",s); uint64_t q; asm volatile("mov %%gs:(%1),%0":"=r"(q):"r"(data)); printf("%lx\n",q); asm volatile("push %%gs; pop %0; push $0; pop %%gs":"=r"(q)); printf("%lx\n",q);} TRY(".byte 0xc7,0xf8; .long 2f-1f; 1: mov $1,%%eax; jmp 3f; 2: mov $2,%%eax; 3:");
  return 0; }
