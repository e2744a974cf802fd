/* include/dr_mcxtx.h - the registers of dr_mcontext_t, in the order the runtime stores them. */
/* SPDX-License-Identifier: Apache-2.0 */

/* No include guard: the text stands inside a struct, and the runtime puts it into a second one.
 * Every register has its name for any width (xax) and that of the platform (rax or eax). */

    union {
        reg_t xdi; /**< rdi or edi */
        reg_t IF_X64_ELSE(rdi, edi);
    };
    union {
        reg_t xsi; /**< rsi or esi */
        reg_t IF_X64_ELSE(rsi, esi);
    };
    union {
        reg_t xbp; /**< rbp or ebp */
        reg_t IF_X64_ELSE(rbp, ebp);
    };
    union {
        reg_t xsp; /**< rsp or esp */
        reg_t IF_X64_ELSE(rsp, esp);
    };
    union {
        reg_t xbx; /**< rbx or ebx */
        reg_t IF_X64_ELSE(rbx, ebx);
    };
    union {
        reg_t xdx; /**< rdx or edx */
        reg_t IF_X64_ELSE(rdx, edx);
    };
    union {
        reg_t xcx; /**< rcx or ecx */
        reg_t IF_X64_ELSE(rcx, ecx);
    };
    union {
        reg_t xax; /**< rax or eax */
        reg_t IF_X64_ELSE(rax, eax);
    };
#ifdef X64
    reg_t r8;
    reg_t r9;
    reg_t r10;
    reg_t r11;
    reg_t r12;
    reg_t r13;
    reg_t r14;
    reg_t r15;
#endif
    union {
        reg_t xflags; /**< rflags or eflags */
        reg_t IF_X64_ELSE(rflags, eflags);
    };
    union {
        byte *xip; /**< the program counter */
        byte *pc;
        byte *IF_X64_ELSE(rip, eip);
    };
    /** Not used; gives `simd` its alignment where the structure is aligned. */
    byte padding[PRE_SIMD_PADDING];
    union {
        dr_zmm_t simd[MCXT_NUM_SIMD_SLOTS]; /**< the vector registers */
        dr_zmm_t ymm[MCXT_NUM_SIMD_SLOTS];  /**< an older name of the same */
        dr_zmm_t xmm[MCXT_NUM_SIMD_SLOTS];
    };
    /** The AVX-512 mask registers. */
    dr_opmask_t opmask[MCXT_NUM_OPMASK_SLOTS];
