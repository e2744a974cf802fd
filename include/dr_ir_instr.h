/* include/dr_ir_instr.h - one instruction: its operands, bytes, kind and effects. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_INSTR_H
#define DR_IR_INSTR_H

#include "dr_defines.h"
#include "dr_ir_eflags_x86.h"
#include "dr_ir_encode.h"
#include "dr_ir_isa_features_x86.h"
#include "dr_ir_opcodes.h"
#include "dr_ir_opnd.h"

enum {
    MAX_INSTR_LENGTH = 17, /**< bytes that any encoded instruction fits in */
    MAX_SRC_OPNDS = 10,    /**< sources that any instruction has at most */
    MAX_DST_OPNDS = 10,    /**< destinations that any instruction has at most */
};

/* Prefixes that are not operands: instr_get_prefixes(). */
#define PREFIX_LOCK 0x00000001U
#define PREFIX_XACQUIRE 0x00000002U
#define PREFIX_XRELEASE 0x00000004U
#define PREFIX_JCC_TAKEN 0x00000008U
#define PREFIX_JCC_NOT_TAKEN 0x00000010U

/** Which operands count in a query about an instruction that may do nothing (cmovcc, a
 *  masked store). */
typedef enum _dr_opnd_query_flags_t {
    DR_QUERY_INCLUDE_COND_DSTS = 0x01, /**< destinations of a conditional instruction */
    DR_QUERY_INCLUDE_COND_SRCS = 0x02, /**< its sources */
    DR_QUERY_INCLUDE_ALL = DR_QUERY_INCLUDE_COND_DSTS | DR_QUERY_INCLUDE_COND_SRCS,
    DR_QUERY_DEFAULT = DR_QUERY_INCLUDE_COND_SRCS, /**< what surely is written, may be read */
} dr_opnd_query_flags_t;

/** The answer of instr_predicate_triggered(). */
typedef enum _dr_pred_trigger_t {
    DR_PRED_TRIGGER_NOPRED,   /**< it has no predicate */
    DR_PRED_TRIGGER_MATCH,    /**< it takes effect */
    DR_PRED_TRIGGER_MISMATCH, /**< it does not */
    DR_PRED_TRIGGER_UNKNOWN,  /**< flags do not tell (DR_PRED_COMPLEX) */
    DR_PRED_TRIGGER_INVALID,
} dr_pred_trigger_t;

/** Wishes about the encoding. */
typedef enum _dr_encoding_hint_type_t {
    DR_ENCODING_HINT_NONE = 0x0,
    DR_ENCODING_HINT_X86_EVEX = 0x1, /**< EVEX even where VEX would do */
} dr_encoding_hint_type_t;

/** What a floating-point instruction does: instr_is_floating_ex(). */
typedef enum {
    DR_FP_STATE,   /**< loads, stores or queries the state of the unit */
    DR_FP_MOVE,    /**< moves values */
    DR_FP_CONVERT, /**< converts to or from another format */
    DR_FP_MATH,    /**< computes, compares */
} dr_fp_type_t;

/** Kinds of instructions; a set. */
typedef enum {
    DR_INSTR_CATEGORY_UNCATEGORIZED = 0x0,
    DR_INSTR_CATEGORY_FP = 0x1,       /**< floating point, added to one of the others */
    DR_INSTR_CATEGORY_LOAD = 0x2,     /**< reads memory */
    DR_INSTR_CATEGORY_STORE = 0x4,    /**< writes memory */
    DR_INSTR_CATEGORY_BRANCH = 0x8,   /**< changes control flow */
    DR_INSTR_CATEGORY_SIMD = 0x10,    /**< works on vectors */
    DR_INSTR_CATEGORY_STATE = 0x20,   /**< floating-point or vector unit state */
    DR_INSTR_CATEGORY_MOVE = 0x40,    /**< moves values between registers */
    DR_INSTR_CATEGORY_CONVERT = 0x80, /**< converts formats */
    DR_INSTR_CATEGORY_MATH = 0x100,   /**< arithmetic and logic */
    DR_INSTR_CATEGORY_OTHER = 0x200,
} dr_instr_category_t;

enum {
    /** An application instruction that the runtime must leave as it is. */
    INSTR_DO_NOT_MANGLE = 0x00200000,
};

/** Room that a client has inside a label. */
typedef struct _dr_instr_label_data_t {
    ptr_uint_t data[4];
} dr_instr_label_data_t;

/** Called when a label is freed. */
typedef void (*instr_label_callback_t)(void *drcontext, instr_t *instr);

/** An instruction. Use the functions; the layout is public only so that they can be inlined
 *  (DR_FAST_IR) and so that an instr_t can stand on the stack (instr_init()). */
struct _instr_t {
    uint flags;          /* what is valid, who owns it: ir/flags.h */
    uint encoding_hints; /* dr_encoding_hint_type_t */
    byte *bytes;         /* raw bits: the machine code it came from or was encoded to */
    uint length;         /* of bytes; 0 when not known */
    uint opcode;         /* OP_* */
    app_pc translation;  /* application address that it stands for */
    byte isa_mode;       /* dr_isa_mode_t */
    byte rip_rel_pos;    /* offset of a rip-relative displacement in bytes, 0: none */
    byte num_dsts;
    byte num_srcs;
    byte predicate;      /* dr_pred_type_t */
    opnd_size_t operation_size; /* DR_ISA_REGDEPS: of its widest operand */
    ushort evex;         /* what operands do not say of an EVEX encoding: ir/flags.h */
    uint prefixes;       /* PREFIX_*, and what ir/flags.h adds */
    uint eflags;         /* EFLAGS_*; valid by flags */
    uint category;       /* DR_INSTR_CATEGORY_* */
    union {
        struct {
            opnd_t src0; /* most instructions have one source or two: no array then for one */
            opnd_t *srcs; /* the others */
            opnd_t *dsts;
        };
        dr_instr_label_data_t label_data; /* OP_LABEL */
    };
    instr_label_callback_t label_cb;
    void *owner; /* the drcontext that its operands and bytes are allocated from */
    void *note;
    size_t offset; /* from the start of its list, while that is being encoded */
    instr_t *prev;
    instr_t *next;
};

/** An instruction with its operands and bytes in place: no heap is used when it is decoded,
 *  so a signal handler may have one on its stack. */
typedef struct instr_noalloc_t {
    instr_t instr; /**< instr_from_noalloc() */
    opnd_t srcs[MAX_SRC_OPNDS - 1];
    opnd_t dsts[MAX_DST_OPNDS];
    byte encode_buf[MAX_INSTR_LENGTH];
} instr_noalloc_t;

/* ---- creating, copying, freeing ---- */
/** Frees the instruction and what it owns. It must be in no list. */
DR_API void instr_destroy(void *drcontext, instr_t *instr);
/** Makes an instr_t that the caller owns (on its stack) usable; instr_free() at the end. */
DR_API void instr_init(void *drcontext, instr_t *instr);
/** Frees the operands and bytes, not the instr_t itself. */
DR_API void instr_free(void *drcontext, instr_t *instr);
/** instr_free() and instr_init() in one. */
DR_API void instr_reset(void *drcontext, instr_t *instr);
/** A new instruction without opcode; free it with instr_destroy(). */
DR_API instr_t *instr_create(void *drcontext);
/** The instruction inside. */
DR_API instr_t *instr_from_noalloc(instr_noalloc_t *noalloc);
/** Makes an instr_noalloc_t usable: decoding into it never allocates. */
DR_API void instr_noalloc_init(void *drcontext, instr_noalloc_t *instr);
DR_API instr_t *instr_convert_short_meta_jmp_to_long(void *drcontext, instrlist_t *ilist,
           instr_t *instr);
/** A copy that is in no list; branches inside it lead to the original's targets. */
DR_API instr_t *instr_clone(void *drcontext, instr_t *orig);
/** An instruction with an opcode and room for operands, which are empty. */
DR_API instr_t *instr_build(void *drcontext, int opcode, int num_dsts, int num_srcs);
/** An instruction with an opcode and room for raw bytes of its own. */
DR_API instr_t *instr_build_bits(void *drcontext, int opcode, uint num_bytes);
DR_API instr_t *instr_create_Ndst_Msrc_vardst(void *drcontext, int opcode, uint fixed_dsts,
           uint fixed_srcs, uint var_dsts, uint var_ord, ...);
DR_API instr_t *instr_create_Ndst_Msrc_varsrc(void *drcontext, int opcode, uint fixed_dsts,
           uint fixed_srcs, uint var_srcs, uint var_ord, ...);
DR_API instr_t *instr_create_popa(void *drcontext);
DR_API instr_t *instr_create_pusha(void *drcontext);
DR_API void instr_free_raw_bits(void *drcontext, instr_t *instr);
DR_API void instr_make_persistent(void *drcontext, instr_t *instr);
DR_API int instr_mem_usage(instr_t *instr);
/** Like instr_reset(), but it stays in its list and keeps its memory for bytes. */
DR_API void instr_reuse(void *drcontext, instr_t *instr);

/* Instructions with the given opcode and operands. */
DR_API instr_t *instr_create_1dst_1src(void *drcontext, int opcode, opnd_t dst, opnd_t src);
DR_API instr_t *instr_create_1dst_2src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2);
DR_API instr_t *instr_create_0dst_0src(void *drcontext, int opcode);
DR_API instr_t *instr_create_0dst_2src(void *drcontext, int opcode, opnd_t src1, opnd_t src2);
DR_API instr_t *instr_create_1dst_3src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3);
DR_API instr_t *instr_create_1dst_4src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3, opnd_t src4);
DR_API instr_t *instr_create_2dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2);
DR_API instr_t *instr_create_2dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4);
DR_API instr_t *instr_create_0dst_1src(void *drcontext, int opcode, opnd_t src);
DR_API instr_t *instr_create_0dst_3src(void *drcontext, int opcode, opnd_t src1, opnd_t src2,
           opnd_t src3);
DR_API instr_t *instr_create_0dst_4src(void *drcontext, int opcode, opnd_t src1, opnd_t src2,
           opnd_t src3, opnd_t src4);
DR_API instr_t *instr_create_1dst_0src(void *drcontext, int opcode, opnd_t dst);
DR_API instr_t *instr_create_1dst_5src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5);
DR_API instr_t *instr_create_1dst_6src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5, opnd_t src6);
DR_API instr_t *instr_create_2dst_0src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2);
DR_API instr_t *instr_create_2dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src);
DR_API instr_t *instr_create_2dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2, opnd_t src3);
DR_API instr_t *instr_create_2dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5);
DR_API instr_t *instr_create_3dst_0src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3);
DR_API instr_t *instr_create_3dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1);
DR_API instr_t *instr_create_3dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2);
DR_API instr_t *instr_create_3dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3);
DR_API instr_t *instr_create_3dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4);
DR_API instr_t *instr_create_3dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5);
DR_API instr_t *instr_create_3dst_6src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5,
           opnd_t src6);
DR_API instr_t *instr_create_4dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src);
DR_API instr_t *instr_create_4dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2);
DR_API instr_t *instr_create_4dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3);
DR_API instr_t *instr_create_4dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4);
DR_API instr_t *instr_create_4dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
           opnd_t src5);
DR_API instr_t *instr_create_4dst_6src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
           opnd_t src5, opnd_t src6);
DR_API instr_t *instr_create_4dst_7src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
           opnd_t src5, opnd_t src6, opnd_t src7);
DR_API instr_t *instr_create_5dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3);
DR_API instr_t *instr_create_5dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3,
           opnd_t src4);
DR_API instr_t *instr_create_5dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3,
           opnd_t src4, opnd_t src5);
DR_API instr_t *instr_create_5dst_8src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3,
           opnd_t src4, opnd_t src5, opnd_t src6, opnd_t src7, opnd_t src8);

/* ---- what it is ---- */
/** Whether it is the application's: it is monitored and translated. */
DR_API bool instr_is_app(instr_t *instr);
/** Whether it is a label. */
DR_API bool instr_is_label(instr_t *instr);
/** Whether it has no effect at all. */
DR_API bool instr_is_nop(instr_t *instr);
/** Whether it is a return, far and interrupt returns included. */
DR_API bool instr_is_return(instr_t *instr);
/** Whether it is a conditional branch, loops included. */
DR_API bool instr_is_cbr(instr_t *instr);
/** Whether it enters a kernel: syscall, sysenter, int 0x80, int 0x2e. */
DR_API bool instr_is_syscall(instr_t *instr);
/** Whether it sets its destination to a constant, which goes to *VALUE. */
DR_API bool instr_is_mov_constant(instr_t *instr, ptr_int_t *value);
/** Whether it is a control transfer: jump, call, loop or return. */
DR_API bool instr_is_cti(instr_t *instr);
/** Whether it is a direct unconditional jump. */
DR_API bool instr_is_ubr(instr_t *instr);
/** Whether it is a direct call. */
DR_API bool instr_is_call_direct(instr_t *instr);
/** Whether it was inserted: it runs as it is, unseen by the application. */
DR_API bool instr_is_meta(instr_t *instr);
/** Whether it is an indirect call. */
DR_API bool instr_is_call_indirect(instr_t *instr);
DR_API bool instr_is_exclusive_store(instr_t *instr);
/** Whether it loads elements from many places. */
DR_API bool instr_is_gather(instr_t *instr);
/** Whether it stores elements to many places. */
DR_API bool instr_is_scatter(instr_t *instr);
/** Whether it is a call, direct or indirect. */
DR_API bool instr_is_call(instr_t *instr);
DR_API bool instr_is_prefetch(instr_t *instr);
/** Whether it is an indirect jump or call, or a return. */
DR_API bool instr_is_mbr(instr_t *instr);
DR_API bool instr_is_cti_short(instr_t *instr);
/** Whether it is int n, int3, int1 or into. */
DR_API bool instr_is_interrupt(instr_t *instr);
DR_API bool instr_is_reg_spill_or_restore(void *drcontext, instr_t *instr, bool *tls DR_PARAM_OUT,
           bool *spill DR_PARAM_OUT, reg_id_t *reg DR_PARAM_OUT, uint *offs DR_PARAM_OUT);
DR_API bool instr_is_wow64_syscall(instr_t *instr);
DR_API bool instr_is_exclusive_load(instr_t *instr);
DR_API bool instr_is_mov(instr_t *instr);
DR_API bool instr_is_opnd_store_source(instr_t *store_instr, int source_ordinal);
DR_API bool instr_is_xsave(instr_t *instr);
/** Whether it may leave its destinations as they are. */
DR_API bool instr_is_predicated(instr_t *instr);
/** Whether it is a repeated string instruction. */
DR_API bool instr_is_rep_string_op(instr_t *instr);
DR_API bool instr_is_3DNow(instr_t *instr);
DR_API bool instr_is_cti_short_rewrite(instr_t *instr, byte *pc);
DR_API bool instr_is_floating_type(instr_t *instr, dr_instr_category_t *type);
DR_API bool instr_is_mmx(instr_t *instr);
DR_API bool instr_is_sse(instr_t *instr);
DR_API bool instr_is_sse2(instr_t *instr);
DR_API bool instr_is_sse41(instr_t *instr);
DR_API bool instr_is_sse4A(instr_t *instr);
DR_API bool instr_is_string_op(instr_t *instr);
DR_API bool instr_is_xrstor(instr_t *instr);
DR_API bool instr_is_cti_loop(instr_t *instr);
DR_API bool instr_is_exit_cti(instr_t *instr);
DR_API bool instr_is_far_abs_cti(instr_t *instr);
DR_API bool instr_is_far_cti(instr_t *instr);
DR_API bool instr_is_floating(instr_t *instr);
DR_API bool instr_is_floating_ex(instr_t *instr, dr_fp_type_t *type);
DR_API bool instr_is_jump_mem(instr_t *instr);
DR_API bool instr_is_meta_may_fault(instr_t *instr);
DR_API bool instr_is_mov_imm_to_tos(instr_t *instr);
DR_API bool instr_is_near_call_direct(instr_t *instr);
DR_API bool instr_is_near_ubr(instr_t *instr);
DR_API bool instr_is_opmask(instr_t *instr);
DR_API bool instr_is_sse3(instr_t *instr);
DR_API bool instr_is_sse42(instr_t *instr);
DR_API bool instr_is_sse_or_sse2(instr_t *instr);
DR_API bool instr_is_ssse3(instr_t *instr);
DR_API bool instr_is_undefined(instr_t *instr);

/* ---- opcode, operands, bytes, place in a list ---- */
/** The next instruction in its list; NULL at the end. */
DR_API instr_t *instr_get_next(instr_t *instr);
/** OP_*; decoded if need be. OP_INVALID when the bytes are no instruction. */
DR_API int instr_get_opcode(instr_t *instr);
/** The application address that it stands for; NULL for meta instructions without one. */
DR_API app_pc instr_get_app_pc(instr_t *instr);
/** Destination operand number POS, from 0; an empty operand when there is none. */
DR_API opnd_t instr_get_dst(instr_t *instr, uint pos);
/** Source operand number POS, from 0; an empty operand when there is none. */
DR_API opnd_t instr_get_src(instr_t *instr, uint pos);
/** The next application instruction in its list; NULL at the end. */
DR_API instr_t *instr_get_next_app(instr_t *instr);
/** Bytes it takes when encoded; 0 for labels and what cannot be encoded. */
DR_API int instr_length(void *drcontext, instr_t *instr);
/** How many destination operands it has, implied ones included. */
DR_API int instr_num_dsts(instr_t *instr);
/** How many source operands it has, implied ones included. */
DR_API int instr_num_srcs(instr_t *instr);
/** The target of a branch: its first source. */
DR_API opnd_t instr_get_target(instr_t *cti_instr);
/** The value that instr_set_note() left. */
DR_API void *instr_get_note(instr_t *instr);
/** Sets the application address that it stands for. Returns the instruction. */
DR_API instr_t *instr_set_translation(instr_t *instr, app_pc addr);
/** The previous instruction in its list; NULL at the start. */
DR_API instr_t *instr_get_prev(instr_t *instr);
/** Keeps a value with the instruction; labels use it to be told apart. */
DR_API void instr_set_note(instr_t *instr, void *value);
DR_API bool instr_valid(instr_t *instr);
/** Whether opcode, operands, prefixes and mode are the same. */
DR_API bool instr_same(instr_t *instr1, instr_t *instr2);
/** The arithmetic flags it reads and writes. */
DR_API uint instr_get_arith_flags(instr_t *instr, dr_opnd_query_flags_t flags);
/** Under which condition it takes effect. */
DR_API dr_pred_type_t instr_get_predicate(instr_t *instr);
DR_API uint instr_get_isa_feature(byte *pc, instr_t *instr);
/** Its DR_INSTR_CATEGORY_* set. */
DR_API uint instr_get_category(instr_t *instr);
DR_API const char *instr_get_isa_feature_name(uint isa_feature);
/** The address a direct branch goes to; NULL when it names an instruction. */
DR_API app_pc instr_get_branch_target_pc(instr_t *cti_instr);
/** Makes it a meta instruction. */
DR_API void instr_set_meta(instr_t *instr);
/** Replaces the target of a branch. */
DR_API void instr_set_target(instr_t *cti_instr, opnd_t target);
/** The flags it reads and writes: EFLAGS_READ_*, EFLAGS_WRITE_*. */
DR_API uint instr_get_eflags(instr_t *instr, dr_opnd_query_flags_t flags);
/** The instruction set it belongs to. */
DR_API dr_isa_mode_t instr_get_isa_mode(instr_t *instr);
/** Four words of the caller's inside a label; NULL for other instructions. */
DR_API dr_instr_label_data_t *instr_get_label_data_area(instr_t *instr);
/** The previous application instruction in its list; NULL at the start. */
DR_API instr_t *instr_get_prev_app(instr_t *instr);
DR_API bool instr_opcode_valid(instr_t *instr);
/** Replaces a register in all operands, its parts by parts; whether it was there. */
DR_API bool instr_replace_reg_resize(instr_t *instr, reg_id_t old_reg, reg_id_t new_reg);
/** Replaces destination operand number POS. */
DR_API void instr_set_dst(instr_t *instr, uint pos, opnd_t opnd);
/** Sets the instruction set; false for one that is not supported. */
DR_API bool instr_set_isa_mode(instr_t *instr, dr_isa_mode_t mode);
DR_API instr_t *instr_set_predicate(instr_t *instr, dr_pred_type_t pred);
/** Replaces source operand number POS. */
DR_API void instr_set_src(instr_t *instr, uint pos, opnd_t opnd);
DR_API const char *instr_get_category_name(dr_instr_category_t category);
DR_API bool instr_raw_bits_valid(instr_t *instr);
/** Adds a prefix (PREFIX_*). Returns the instruction. */
DR_API instr_t *instr_set_prefix_flag(instr_t *instr, uint prefix);
DR_API size_t instr_get_offset(instr_t *instr);
/** The flags that any form of an opcode reads and writes. */
DR_API uint instr_get_opcode_eflags(int opcode);
DR_API opnd_size_t instr_get_operation_size(instr_t *instr);
DR_API bool instr_get_prefix_flag(instr_t *instr, uint prefix);
DR_API bool instr_get_x86_mode(instr_t *instr);
DR_API uint instr_it_block_get_count(instr_t *it_instr);
DR_API bool instr_operands_valid(instr_t *instr);
/** Makes it an application instruction. */
DR_API void instr_set_app(instr_t *instr);
DR_API void instr_set_branch_target_pc(instr_t *cti_instr, app_pc pc);
DR_API void instr_set_label_callback(instr_t *instr, instr_label_callback_t func);
DR_API void instr_set_meta_no_translation(instr_t *instr);
DR_API void instr_set_operands_valid(instr_t *instr, bool valid);
DR_API void instr_set_operation_size(instr_t *instr, opnd_size_t operation_size);
/** Makes it the instruction at ADDR, which is not copied and not decoded yet. */
DR_API void instr_set_raw_bits(instr_t *instr, byte *addr, uint length);
DR_API void instr_allocate_raw_bits(void *drcontext, instr_t *instr, uint num_bytes);
DR_API void instr_clear_label_callback(instr_t *instr);
/** The n of int n; -1 for other instructions. */
DR_API int instr_get_interrupt_number(instr_t *instr);
DR_API uint instr_get_prefixes(instr_t *instr);
/** Its bytes; NULL when there are none. */
DR_API byte *instr_get_raw_bits(instr_t *instr);
DR_API byte instr_get_raw_byte(instr_t *instr, uint pos);
DR_API uint instr_get_raw_word(instr_t *instr, uint pos);
DR_API bool instr_has_allocated_bits(instr_t *instr);
DR_API bool instr_has_encoding_hint(instr_t *instr, dr_encoding_hint_type_t hint);
DR_API bool instr_it_block_compute_immediates(dr_pred_type_t pred0, dr_pred_type_t pred1,
           dr_pred_type_t pred2, dr_pred_type_t pred3, byte *firstcond_out, byte *mask_out);
DR_API instr_t *instr_it_block_create(void *drcontext, dr_pred_type_t pred0, dr_pred_type_t pred1,
           dr_pred_type_t pred2, dr_pred_type_t pred3);
DR_API dr_pred_type_t instr_it_block_get_pred(instr_t *it_instr, uint index);
DR_API bool instr_needs_encoding(instr_t *instr);
DR_API bool instr_ok_to_emit(instr_t *instr);
DR_API bool instr_ok_to_mangle(instr_t *instr);
DR_API void instr_remove_dsts(void *drcontext, instr_t *instr, uint start, uint end);
DR_API void instr_remove_srcs(void *drcontext, instr_t *instr, uint start, uint end);
/** Replaces every source that is the same as OLD_OPND; whether there was one. */
DR_API bool instr_replace_src_opnd(instr_t *instr, opnd_t old_opnd, opnd_t new_opnd);
DR_API void instr_set_category(instr_t *instr, uint category);
DR_API instr_t *instr_set_encoding_hint(instr_t *instr, dr_encoding_hint_type_t hint);
/** Tells whether a fault in this meta instruction is expected. */
DR_API void instr_set_meta_may_fault(instr_t *instr, bool val);
DR_API void instr_set_next(instr_t *instr, instr_t *next);
DR_API void instr_set_num_opnds(void *drcontext, instr_t *instr, int num_dsts, int num_srcs);
DR_API void instr_set_ok_to_emit(instr_t *instr, bool val);
DR_API void instr_set_ok_to_mangle(instr_t *instr, bool val);
/** Changes the opcode; the operands stay. */
DR_API void instr_set_opcode(instr_t *instr, int opcode);
DR_API void instr_set_prefixes(instr_t *instr, uint prefixes);
DR_API void instr_set_prev(instr_t *instr, instr_t *prev);
DR_API void instr_set_raw_bits_valid(instr_t *instr, bool valid);
DR_API void instr_set_raw_byte(instr_t *instr, uint pos, byte byte);
DR_API void instr_set_raw_bytes(instr_t *instr, byte *start, uint num_bytes);
DR_API void instr_set_raw_word(instr_t *instr, uint pos, uint word);
DR_API void instr_set_x86_mode(instr_t *instr, bool x86);
DR_API void instr_shrink_to_16_bits(instr_t *instr);
/** Narrows 64-bit registers and operand sizes to 32 bits. */
DR_API void instr_shrink_to_32_bits(instr_t *instr);

/* ---- effects ---- */
/** Whether it writes memory. */
DR_API bool instr_writes_memory(instr_t *instr);
/** Whether it reads memory; lea, nop and prefetch do not. */
DR_API bool instr_reads_memory(instr_t *instr);
/** Whether any operand has (part of) the register, addresses included. */
DR_API bool instr_uses_reg(instr_t *instr, reg_id_t reg);
/** Whether it writes (part of) the register. */
DR_API bool instr_writes_to_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags);
/** Whether it reads (part of) the register, addresses included. */
DR_API bool instr_reads_from_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags);
/** Whether it writes all of the register. */
DR_API bool instr_writes_to_exact_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags);
/** The address of memory operand INDEX, sources first; elements of a gather count one by one. */
DR_API bool instr_compute_address_ex(instr_t *instr, dr_mcontext_t *mc, uint index,
           DR_PARAM_OUT app_pc *addr, DR_PARAM_OUT bool *write);
/** Makes INSTR_REGDEPS_ISA the dependencies of INSTR_REAL_ISA and nothing else. */
DR_API void instr_convert_to_isa_regdeps(void *drcontext, instr_t *instr_real_isa,
           instr_t *instr_regdeps_isa);
/** The address of its first memory operand in the given state; NULL: none. */
DR_API app_pc instr_compute_address(instr_t *instr, dr_mcontext_t *mc);
DR_API bool instr_compute_address_ex_pos(instr_t *instr, dr_mcontext_t *mc, uint index,
           DR_PARAM_OUT app_pc *addr, DR_PARAM_OUT bool *is_write, DR_PARAM_OUT uint *pos);
/** Whether it has a pc-relative memory operand, whose address goes to *TARGET. */
DR_API bool instr_get_rel_addr_target(instr_t *instr, app_pc *target);
DR_API bool instr_has_rel_addr_reference(instr_t *instr);
DR_API dr_pred_type_t instr_invert_predicate(dr_pred_type_t pred);
DR_API uint instr_num_memory_read_access(instr_t *instr);
DR_API uint instr_num_memory_write_access(instr_t *instr);
DR_API bool instr_predicate_is_cond(dr_pred_type_t pred);
DR_API bool instr_reads_from_exact_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags);
DR_API bool instr_zeroes_ymmh(instr_t *instr);
DR_API bool instr_zeroes_zmmh(instr_t *instr);
DR_API int instr_cmovcc_to_jcc(int cmovcc_opcode);
DR_API bool instr_cmovcc_triggered(instr_t *instr, reg_t eflags);
DR_API int instr_get_rel_addr_dst_idx(instr_t *instr);
DR_API int instr_get_rel_addr_src_idx(instr_t *instr);
DR_API bool instr_get_rel_data_or_instr_target(instr_t *instr, app_pc *target);
/** Turns a jcc into the opposite one; loops stay. */
DR_API void instr_invert_cbr(instr_t *instr);
DR_API bool instr_jcc_taken(instr_t *instr, reg_t eflags);
/** Bytes of its first memory operand, destinations first; 0: none. */
DR_API uint instr_memory_reference_size(instr_t *instr);
DR_API const char *instr_predicate_name(dr_pred_type_t pred);
/** Whether it takes effect in the given state. */
DR_API dr_pred_trigger_t instr_predicate_triggered(instr_t *instr, dr_mcontext_t *mc);
DR_API bool instr_reg_in_dst(instr_t *instr, reg_id_t reg);
DR_API bool instr_reg_in_src(instr_t *instr, reg_id_t reg);
DR_API bool instr_uses_fp_reg(instr_t *instr);

#include "dr_ir_instr_inline.h"

#endif
