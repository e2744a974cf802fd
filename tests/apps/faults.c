/* tests/apps/faults.c - synchronous signals: exact instruction, exact registers, exact siginfo.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every general register holds a known value when the instruction faults. The handler prints
 * what differs from that, then the program goes on after the instruction (or elsewhere).
 */
#include "probe.h"

#define KNOWN(n) (0x1111111111111111ul * (n))
char *memory; /* three pages: none, read-only, none */
char *volatile expected_pc, *volatile next_pc;
static int depth;
extern char *keep_rsp;
void load_known(void);

static const char *place(char *text, uint64_t a)
{
    if (a - (uint64_t)memory < 4 * PAGE)
        sprintf(text, "memory+%lx", a - (uint64_t)memory);
    else if (a - (uint64_t)expected_pc < 64)
        sprintf(text, "pc+%ld", (long)(a - (uint64_t)expected_pc));
    else if (a - ((uint64_t)load_known & ~(PAGE - 1)) < 16 * PAGE)
        sprintf(text, "code+%lx", a - (uint64_t)load_known);
    else
        sprintf(text, "%lx", a);
    return text;
}

static void show(int s, siginfo_t *i, void *uc)
{
    static const struct { int reg, n; } regs[] = {{REG_RAX, 1}, {REG_RBX, 2}, {REG_RCX, 3}, {REG_RDX, 4}, {REG_RSI, 5},
        {REG_RDI, 6}, {REG_RBP, 7}, {REG_R8, 8}, {REG_R9, 9}, {REG_R10, 10}, {REG_R11, 11}, {REG_R12, 12}, {REG_R13, 13}, {REG_R14, 14}, {REG_R15, 15}};
    static const char *const names[] = {"rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"};
    ucontext_t *u = uc;
    char text[800];
    int n = 0;
    for (size_t r = 0; r < COUNT(regs); r++)
        if ((uint64_t)u->uc_mcontext.gregs[regs[r].reg] != KNOWN((uint64_t)regs[r].n)) {
            char where[64];
            n += sprintf(text + n, " %s=%s", names[r], place(where, (uint64_t)u->uc_mcontext.gregs[regs[r].reg]));
        }
    long down = (long)(GREG(u, RSP) - (long long)keep_rsp);
    char sp[64];
    if (down < -4096 || down > 0)
        n += sprintf(text + n, " rsp=%s", place(sp, (uint64_t)GREG(u, RSP)));
    else if (down != -512)
        n += sprintf(text + n, " rsp=%ld", down + 512);
    text[n] = 0;
    char addr[64], pc[64];
    fact("  signal %d errno %d code %d addr %s pc %s trap %lld err %llx flags %llx cs %llx cr2 %s%s", s, i->si_errno,
         i->si_code, place(addr, (uint64_t)i->si_addr), place(pc, (uint64_t)GREG(u, RIP)), GREG(u, TRAPNO),
         GREG(u, ERR), GREG(u, EFL), GREG(u, CSGSFS) & 0xffff,
         GREG(u, TRAPNO) == 14 && GREG(u, CR2) == (long long)i->si_addr ? "ok" : "-", text);
    GREG(u, RIP) = (long long)next_pc;
    GREG(u, EFL) &= ~0x100ll;
    if (++depth > 3)
        _exit(50);
}

#define TRY(name, setup, insn) \
    do { \
        fact("%s", name); \
        depth = 0; \
        asm volatile( \
            "lea -256(%%rsp), %%rsp; lea 1f(%%rip), %%rax; mov %%rax, expected_pc(%%rip); lea 2f(%%rip), %%rax; mov %%rax, next_pc(%%rip);" \
            "mov %%rbp, keep_rbp(%%rip); mov %%rsp, keep_rsp(%%rip); lea -512(%%rsp), %%rsp; call load_known; push $0x202; popf;" setup "; jmp 1f; ud2; 1: " insn "; 2:" \
            "cld; fninit; mov keep_rsp(%%rip), %%rsp; mov keep_rbp(%%rip), %%rbp; lea 256(%%rsp), %%rsp" \
            ::: "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "memory", "cc"); \
    } while (0)

asm(".data\nkeep_rbp: .quad 0\nkeep_rsp: .quad 0\n.text\n"
    "load_known:\n"
    "movabs $0x1111111111111111, %rax\n movabs $0x2222222222222222, %rbx\n movabs $0x3333333333333333, %rcx\n"
    "movabs $0x4444444444444444, %rdx\n movabs $0x5555555555555555, %rsi\n movabs $0x6666666666666666, %rdi\n"
    "movabs $0x7777777777777777, %rbp\n movabs $0x8888888888888888, %r8\n movabs $0x9999999999999999, %r9\n"
    "movabs $0xaaaaaaaaaaaaaaaa, %r10\n movabs $0xbbbbbbbbbbbbbbbb, %r11\n movabs $0xcccccccccccccccc, %r12\n"
    "movabs $0xdddddddddddddddd, %r13\n movabs $0xeeeeeeeeeeeeeeee, %r14\n movabs $0xffffffffffffffff, %r15\n ret\n");

int main(void)
{
    memory = mmap(NULL, 4 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    NEED(memory != MAP_FAILED && mprotect(memory + PAGE, PAGE, PROT_READ) == 0 && mprotect(memory + 2 * PAGE, PAGE, PROT_READ | PROT_WRITE) == 0);
    static char alternate[65536];
    stack_t ss = {.ss_sp = alternate, .ss_size = sizeof alternate};
    NEED(sigaltstack(&ss, NULL) == 0);
    handle(SIGSEGV, show, SA_NODEFER | SA_ONSTACK);
    handle(SIGBUS, show, SA_NODEFER | SA_ONSTACK);
    handle(SIGILL, show, SA_NODEFER | SA_ONSTACK);
    handle(SIGFPE, show, SA_NODEFER | SA_ONSTACK);
    handle(SIGTRAP, show, SA_NODEFER | SA_ONSTACK);
    for (int round = 0; round < 2; round++) {
        TRY("load from nothing", "mov memory(%%rip), %%rax", "mov (%%rax), %%rcx");
        TRY("load from 0", "xor %%ebx, %%ebx", "mov 8(%%rbx), %%rcx");
        TRY("store to nothing", "mov memory(%%rip), %%rcx", "mov %%rax, 24(%%rcx)");
        TRY("store to read-only", "mov memory(%%rip), %%rdx", "mov %%eax, 4096(%%rdx)");
        TRY("read-modify-write", "mov memory(%%rip), %%rdx", "addl $5, 4100(%%rdx)");
        TRY("across the end", "mov memory(%%rip), %%rdx", "mov %%rax, 12285(%%rdx)");
        TRY("non-canonical", "movabs $0x8000000000000000, %%rsi", "mov (%%rsi), %%rdi");
        TRY("non-canonical in rsp", "movabs $0x8000000000000000, %%rsp", "push %%rax");
        TRY("kernel address", "movabs $0xffffffff81000000, %%rsi", "mov (%%rsi), %%rdi");
        TRY("push on nothing", "mov memory(%%rip), %%rsp; lea 2048(%%rsp), %%rsp", "push %%rax");
        TRY("pop from nothing", "mov memory(%%rip), %%rsp; lea 2048(%%rsp), %%rsp", "pop %%rax");
        TRY("call on nothing", "mov memory(%%rip), %%rsp; lea 2048(%%rsp), %%rsp", "call 3f; 3: nop");
        TRY("indirect call on nothing", "mov memory(%%rip), %%rsp; lea 2048(%%rsp), %%rsp; lea 3f(%%rip), %%rcx", "call *%%rcx; 3: nop");
        TRY("ret from nothing", "mov memory(%%rip), %%rsp; lea 2048(%%rsp), %%rsp", "ret");
        TRY("ret imm from nothing", "mov memory(%%rip), %%rsp; lea 2048(%%rsp), %%rsp", "ret $16");
        TRY("jmp through nothing", "mov memory(%%rip), %%rdx", "jmp *16(%%rdx)");
        TRY("jmp through nothing, rcx", "mov memory(%%rip), %%rcx", "jmp *16(%%rcx)");
        TRY("call through nothing", "mov memory(%%rip), %%rcx", "call *16(%%rcx)");
        TRY("jmp to nothing", "mov memory(%%rip), %%rdx", "jmp *%%rdx");
        TRY("jmp to nothing in rcx", "mov memory(%%rip), %%rcx", "jmp *%%rcx");
        TRY("jmp to data", "mov memory(%%rip), %%rdx; lea 8192(%%rdx), %%rdx", "jmp *%%rdx");
        TRY("jmp to no address", "movabs $0x8000000000001230, %%rdx", "jmp *%%rdx");
        TRY("jmp to no address, rcx", "movabs $0x800000000000, %%rcx", "jmp *%%rcx");
        TRY("jmp to no address, r11", "movabs $0xffff7fffffffffff, %%r11", "jmp *%%r11");
        TRY("jmp to no address, memory", "movabs $0x4141414141414141, %%rdx; push %%rdx", "jmp *(%%rsp)");
        TRY("call of no address", "movabs $0x7ffe000000000000, %%r10", "call *%%r10");
        TRY("call of no address, memory", "movabs $0x4141414141414141, %%rdx; mov %%rdx, -512(%%rsp)", "call *-512(%%rsp)");
        TRY("ret to no address", "movabs $0x4141414141414141, %%rdx; push %%rdx", "ret");
        TRY("ret imm to no address", "movabs $0x4141414141414141, %%rdx; push %%rdx", "ret $24");
        TRY("ret to no address from a call", "call 3f; ud2; 3: btsq $62, (%%rsp)", "ret");
        TRY("jmp to the kernel", "movabs $0xffffffff81000000, %%rdx", "jmp *%%rdx");
        TRY("leave", "mov memory(%%rip), %%rbp", "leave");
        TRY("rep movs runs off", "mov memory(%%rip), %%rsi; lea 8192(%%rsi), %%rdi; lea 4096(%%rsi), %%rsi; mov $8192, %%ecx", "rep movsb");
        TRY("rep stos runs off", "mov memory(%%rip), %%rdi; lea 12000(%%rdi), %%rdi; mov $2000, %%ecx", "rep stosl");
        TRY("rep movs backwards", "mov memory(%%rip), %%rsi; lea 8200(%%rsi), %%rdi; lea 4200(%%rsi), %%rsi; mov $8192, %%ecx; std", "rep movsb");
        TRY("scas", "mov memory(%%rip), %%rdi; lea 9000(%%rdi), %%rdi; mov $9999, %%ecx; mov $0x77, %%al", "repne scasb");
        TRY("cmpxchg16b", "mov memory(%%rip), %%rdi", "lock cmpxchg16b (%%rdi)");
        TRY("cmpxchg16b misaligned", "mov memory(%%rip), %%rdi", "lock cmpxchg16b 8200(%%rdi)");
        TRY("movaps misaligned", "mov memory(%%rip), %%rdi", "movaps 8196(%%rdi), %%xmm0");
        TRY("sse load", "mov memory(%%rip), %%rdi", "movups 96(%%rdi), %%xmm0");
        TRY("sse store", "mov memory(%%rip), %%rdi", "movups %%xmm0, 4096(%%rdi)");
        TRY("x87 store", "mov memory(%%rip), %%rdi; fld1", "fstpl 4096(%%rdi)");
        TRY("rip-relative store into code", "", "movl $5, load_known(%%rip)");
        TRY("store after flags", "mov memory(%%rip), %%rdi; stc; std", "mov %%al, (%%rdi)");
        TRY("store after compare", "mov memory(%%rip), %%rdi; cmp %%rax, %%rbx", "mov %%al, (%%rdi)");
        TRY("xchg", "mov memory(%%rip), %%rdi", "xchg %%al, (%%rdi)");
        TRY("xlat", "mov memory(%%rip), %%rbx", "xlat");
        TRY("pop to nothing", "mov memory(%%rip), %%rdi", "pop (%%rdi)");
        TRY("push from nothing", "mov memory(%%rip), %%rdi", "push (%%rdi)");
        TRY("maskmov", "mov memory(%%rip), %%rdi; pcmpeqd %%xmm0, %%xmm0", "maskmovdqu %%xmm0, %%xmm0");
        TRY("divide by zero", "xor %%ecx, %%ecx", "div %%ecx");
        TRY("divide by zero, memory", "mov memory(%%rip), %%rdi", "divl 8192(%%rdi)");
        TRY("divide overflow", "mov $1, %%ecx", "div %%ecx");
        TRY("idiv overflow", "movabs $0x8000000000000000, %%rax; cqo; mov $-1, %%rcx", "idiv %%rcx");
        TRY("ud2", "", "ud2");
        TRY("ud1", "", ".byte 0x0f,0xb9,0xc0");
        TRY("ud0", "", ".byte 0x0f,0xff,0xc0");
        TRY("invalid in 64 bits", "", ".byte 0x06");
        TRY("invalid, aaa", "", ".byte 0x37");
        TRY("into", "", ".byte 0xce");
        TRY("lock on a register", "", ".byte 0xf0,0x01,0xc0");
        TRY("lock mov", "mov memory(%%rip), %%rdi", ".byte 0xf0,0x89,0x07");
        TRY("bad mod", "", ".byte 0x0f,0xc7,0xc8");
        TRY("vex, bad pp", "", ".byte 0xc5,0xff,0xff,0xff");
        TRY("sysexit", "", ".byte 0x0f,0x35");
        TRY("hlt", "", "hlt");
        TRY("cli", "", "cli");
        TRY("in", "", "in $5, %%al");
        TRY("out", "", "out %%al, %%dx");
        TRY("rdmsr", "", "rdmsr");
        TRY("wrmsr", "", "wrmsr");
        TRY("mov cr0", "", "mov %%cr0, %%rax");
        TRY("invlpg", "", "invlpg (%%rsp)");
        TRY("lgdt", "", "lgdt (%%rsp)");
        TRY("mov to cs", "", ".byte 0x8e,0xc8");
        TRY("bad selector", "mov $0x1235, %%eax", "mov %%eax, %%es");
        TRY("xsetbv", "xor %%ecx, %%ecx", "xsetbv");
        TRY("int3", "", "int3");
        TRY("int 3, two bytes", "", ".byte 0xcd,0x03");
        TRY("icebp", "", ".byte 0xf1");
        TRY("int 4", "", "int $4");
        TRY("int 0x2d", "", "int $0x2d");
        TRY("int 0x81", "", "int $0x81");
        TRY("rdpkru without pkeys or with ecx set", "mov $5, %%ecx", ".byte 0x0f,0x01,0xee");
        TRY("x87 exception, unmasked", "fninit; movw $0x37b, -8(%%rsp); fldcw -8(%%rsp); fld1; fldz; fdivrp", "fwait");
        TRY("sse exception, unmasked", "movl $0x1d80, -8(%%rsp); ldmxcsr -8(%%rsp); xorps %%xmm0, %%xmm0; pcmpeqd %%xmm1, %%xmm1; psrld $25, %%xmm1; pslld $23, %%xmm1", "divss %%xmm0, %%xmm1");
        asm volatile("push $0x1f80; ldmxcsr (%%rsp); pop %%rax" ::: "rax");
    }
    return 0;
}
