/* tests/package/decoder.c - an ordinary program that decodes, changes, encodes and prints code.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Compiled as C and as C++, linked with either drdecode.
 */
#include <stdio.h>
#include <string.h>

#include "dr_api.h"

int main(void)
{
    static byte code[] = {0x01, 0xd8, 0xc3}; /* add eax, ebx; ret */
    byte out[32];
    char text[100];
    void *drcontext = dr_standalone_init();
    instrlist_t *list = decode_as_bb(drcontext, code);
    instr_t *add = instrlist_first(list);

    disassemble_set_syntax(DR_DISASM_INTEL);
    if (instr_get_opcode(add) != OP_add || instr_get_opcode(instrlist_last(list)) != OP_ret)
        return 1;
    instr_set_src(add, 0, opnd_create_reg(DR_REG_ECX));
    instrlist_preinsert(list, add, INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(DR_REG_ECX),
                                                        OPND_CREATE_INT32(7)));
    byte *end = instrlist_encode(drcontext, list, out, false);
    for (byte *pc = out; pc != NULL && pc < end; printf("%s", text))
        pc = disassemble_to_buffer(drcontext, pc, pc, false, true, text, sizeof(text), NULL);
    instrlist_clear_and_destroy(drcontext, list);

    /* the other mode of the same build */
    dr_set_isa_mode(drcontext, DR_ISA_IA32, NULL);
    instr_t inc;
    static byte inc_eax[] = {0x40};
    instr_init(drcontext, &inc);
    if (decode(drcontext, inc_eax, &inc) != inc_eax + 1 || instr_get_opcode(&inc) != OP_inc)
        return 2;
    instr_free(drcontext, &inc);
    dr_standalone_exit();
    return end - out == 8 ? 0 : 3;
}
