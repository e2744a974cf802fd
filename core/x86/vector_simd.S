/* core/x86/vector_simd.S - saves and restores the vector and x87 state around client code. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The application's state stays in the registers while the runtime runs, which does not touch it; only
 * code of clients does. xsave writes the parts that are in use; bit 9 (protection keys) is left alone,
 * for it governs access to memory. Client code starts with the state of a fresh process, so that an
 * exception that the application has unmasked does not hit it.
 */
        .section .note.GNU-stack, "", @progbits

        .set    MASK_LOW, 0xfffffdff
        .set    MASK_HIGH, 0x7fffffff

        .text
        .hidden arch_vector_save, arch_vector_restore, arch_vector_save_legacy
        .hidden arch_vector_restore_legacy
        .globl  arch_vector_save, arch_vector_restore, arch_vector_save_legacy
        .globl  arch_vector_restore_legacy

/* void arch_vector_save(void *area) */
        .type   arch_vector_save, @function
arch_vector_save:
        mov     $MASK_LOW, %eax
        mov     $MASK_HIGH, %edx
        xsave64 (%rdi)
        jmp     fresh
        .size   arch_vector_save, . - arch_vector_save

/* void arch_vector_restore(const void *area) */
        .type   arch_vector_restore, @function
arch_vector_restore:
        mov     $MASK_LOW, %eax
        mov     $MASK_HIGH, %edx
        xrstor64 (%rdi)
        ret
        .size   arch_vector_restore, . - arch_vector_restore

/* The same without xsave (or with it switched off). */
        .type   arch_vector_save_legacy, @function
arch_vector_save_legacy:
        fxsave64 (%rdi)
fresh:
        fninit
        ldmxcsr default_mxcsr(%rip)
        ret
        .size   arch_vector_save_legacy, . - arch_vector_save_legacy

        .type   arch_vector_restore_legacy, @function
arch_vector_restore_legacy:
        fxrstor64 (%rdi)
        ret
        .size   arch_vector_restore_legacy, . - arch_vector_restore_legacy

        .section .rodata
        .balign 4
default_mxcsr:
        .long   0x1f80
