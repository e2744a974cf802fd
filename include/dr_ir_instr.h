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
/** Gives a short meta branch of ILIST the reach of 2 GB: jmp and jcc change their opcode, a
 *  loop or jecxz is left to jump to a further jmp. Returns the instruction that now has the
 *  target. */
DR_API instr_t *instr_convert_short_meta_jmp_to_long(void *drcontext, instrlist_t *ilist,
           instr_t *instr);
/** A copy that is in no list; branches inside it lead to the original's targets. */
DR_API instr_t *instr_clone(void *drcontext, instr_t *orig);
/** An instruction with an opcode and room for operands, which are empty. */
DR_API instr_t *instr_build(void *drcontext, int opcode, int num_dsts, int num_srcs);
/** An instruction with an opcode and room for raw bytes of its own. */
DR_API instr_t *instr_build_bits(void *drcontext, int opcode, uint num_bytes);
/** An instruction with FIXED_DSTS destinations, FIXED_SRCS sources and VAR_DSTS further
 *  destinations, which are put in at position VAR_ORD. The operands follow in that order. */
DR_API instr_t *instr_create_Ndst_Msrc_vardst(void *drcontext, int opcode, uint fixed_dsts,
           uint fixed_srcs, uint var_dsts, uint var_ord, ...);
/** An instruction with FIXED_DSTS destinations, FIXED_SRCS sources and VAR_SRCS further
 *  sources, which are put in at position VAR_ORD. The operands follow in that order. */
DR_API instr_t *instr_create_Ndst_Msrc_varsrc(void *drcontext, int opcode, uint fixed_dsts,
           uint fixed_srcs, uint var_srcs, uint var_ord, ...);
/** popa with its implied operands. It exists in 32-bit mode only. */
DR_API instr_t *instr_create_popa(void *drcontext);
/** pusha with its implied operands. It exists in 32-bit mode only. */
DR_API instr_t *instr_create_pusha(void *drcontext);
/** Frees the bytes if they belong to the instruction; they are not valid any more then. Bytes
 *  that lie elsewhere are left alone. */
DR_API void instr_free_raw_bits(void *drcontext, instr_t *instr);
/** Copies bytes that lie in the application into memory of the instruction's own, so that it
 *  outlives them. Operands relative to the pc keep their meaning. */
DR_API void instr_make_persistent(void *drcontext, instr_t *instr);
/** Bytes of memory that the instruction takes, with its operands and bytes. */
DR_API int instr_mem_usage(instr_t *instr);
/** Like instr_reset(), but it stays in its list and keeps its memory for bytes. */
DR_API void instr_reuse(void *drcontext, instr_t *instr);

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
/** Whether it is a store that fails unless a load reserved its place. x86 has none: false. */
DR_API bool instr_is_exclusive_store(instr_t *instr);
/** Whether it loads elements from many places. */
DR_API bool instr_is_gather(instr_t *instr);
/** Whether it stores elements to many places. */
DR_API bool instr_is_scatter(instr_t *instr);
/** Whether it is a call, direct or indirect. */
DR_API bool instr_is_call(instr_t *instr);
/** Whether it is a prefetch of any level; it accesses no memory as seen by
 *  instr_reads_memory(). */
DR_API bool instr_is_prefetch(instr_t *instr);
/** Whether it is an indirect jump or call, or a return. */
DR_API bool instr_is_mbr(instr_t *instr);
/** Whether it is the form of jmp or jcc that reaches 127 bytes; loops are not, they have no
 *  other form. */
DR_API bool instr_is_cti_short(instr_t *instr);
/** Whether it is int n, int3, int1 or into. */
DR_API bool instr_is_interrupt(instr_t *instr);
/** Whether it moves a register to or from a spill slot (dr_save_reg(),
 *  dr_reg_spill_slot_opnd()). *TLS: the slot is in thread-local storage, as all of which this can tell are; *SPILL:
 *  to the slot; *REG: the register; *OFFS: the slot's offset in bytes from the segment's base.
 *  Each output may be NULL. */
DR_API bool instr_is_reg_spill_or_restore(void *drcontext, instr_t *instr, bool *tls DR_PARAM_OUT,
           bool *spill DR_PARAM_OUT, reg_id_t *reg DR_PARAM_OUT, uint *offs DR_PARAM_OUT);
/** Whether it is the call by which 32-bit programs enter 64-bit Windows; false elsewhere. */
DR_API bool instr_is_wow64_syscall(instr_t *instr);
/** Whether it is a load that reserves its place for a store. x86 has none: false. */
DR_API bool instr_is_exclusive_load(instr_t *instr);
/** Whether its opcode is mov_ld, mov_st, mov_imm, mov_seg or mov_priv. */
DR_API bool instr_is_mov(instr_t *instr);
/** Whether source number SOURCE_ORDINAL is a value that the instruction stores, rather than
 *  part of an address, a mask or the stack pointer. False for instructions that store nothing.
 */
DR_API bool instr_is_opnd_store_source(instr_t *store_instr, int source_ordinal);
/** Whether it is xsave or one of its variants. */
DR_API bool instr_is_xsave(instr_t *instr);
/** Whether it may leave its destinations as they are. */
DR_API bool instr_is_predicated(instr_t *instr);
/** Whether it is a repeated string instruction. */
DR_API bool instr_is_rep_string_op(instr_t *instr);
/** Whether it belongs to AMD's 3DNow!. */
DR_API bool instr_is_3DNow(instr_t *instr);
/** Whether the bytes at PC are the sequence that stands for a loop or jecxz whose target is out
 *  of its reach. PC NULL: the bytes of INSTR. */
DR_API bool instr_is_cti_short_rewrite(instr_t *instr, byte *pc);
/** Like instr_is_floating_ex(), with the kind as a DR_INSTR_CATEGORY_*. TYPE may be NULL. */
DR_API bool instr_is_floating_type(instr_t *instr, dr_instr_category_t *type);
/** Whether it has an MMX register among its operands, or is emms. */
DR_API bool instr_is_mmx(instr_t *instr);
/** Whether it is one of the first SSE extension; by its registers where other extensions share
 *  the name. */
DR_API bool instr_is_sse(instr_t *instr);
/** Whether it is one of SSE2. */
DR_API bool instr_is_sse2(instr_t *instr);
/** Whether it is one of SSE4.1. */
DR_API bool instr_is_sse41(instr_t *instr);
/** Whether it is one of AMD's SSE4a. */
DR_API bool instr_is_sse4A(instr_t *instr);
/** Whether it is a string instruction that is not repeated; see instr_is_rep_string_op(). */
DR_API bool instr_is_string_op(instr_t *instr);
/** Whether it is xrstor or xrstors. */
DR_API bool instr_is_xrstor(instr_t *instr);
/** Whether it is loop, loope, loopne or jecxz: these reach 127 bytes and no further. */
DR_API bool instr_is_cti_loop(instr_t *instr);
/** Whether it is a direct near branch of the application whose target is an address: by it
 *  control leaves the block. */
DR_API bool instr_is_exit_cti(instr_t *instr);
/** Whether it is a far jump or call to a selector and address that stand in it. */
DR_API bool instr_is_far_abs_cti(instr_t *instr);
/** Whether it is a far jump, call or return, or an iret. */
DR_API bool instr_is_far_cti(instr_t *instr);
/** Whether it works on floating-point numbers or on the state of the units for them. */
DR_API bool instr_is_floating(instr_t *instr);
/** Whether it works on floating-point numbers; *TYPE tells how. TYPE may be NULL. */
DR_API bool instr_is_floating_ex(instr_t *instr, dr_fp_type_t *type);
/** Whether it is an indirect jump through memory. */
DR_API bool instr_is_jump_mem(instr_t *instr);
/** What instr_set_meta_may_fault() set. */
DR_API bool instr_is_meta_may_fault(instr_t *instr);
/** Whether it stores a constant at the top of the stack. */
DR_API bool instr_is_mov_imm_to_tos(instr_t *instr);
/** Whether it is a direct call that is not far. */
DR_API bool instr_is_near_call_direct(instr_t *instr);
/** Whether it is a direct unconditional jump that is not far. */
DR_API bool instr_is_near_ubr(instr_t *instr);
/** Whether it is one of those that work on mask registers (kmov, kand, ...). */
DR_API bool instr_is_opmask(instr_t *instr);
/** Whether it is one of SSE3. */
DR_API bool instr_is_sse3(instr_t *instr);
/** Whether it is one of SSE4.2. */
DR_API bool instr_is_sse42(instr_t *instr);
/** Whether it is one of SSE or SSE2. */
DR_API bool instr_is_sse_or_sse2(instr_t *instr);
/** Whether it is one of SSSE3. */
DR_API bool instr_is_ssse3(instr_t *instr);
/** Whether it is ud0, ud1 or ud2, which fault by definition. */
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
/** Whether it is an instruction: false after bytes were found to be none. */
DR_API bool instr_valid(instr_t *instr);
/** Whether opcode, operands, prefixes and mode are the same. */
DR_API bool instr_same(instr_t *instr1, instr_t *instr2);
/** The arithmetic flags it reads and writes. */
DR_API uint instr_get_arith_flags(instr_t *instr, dr_opnd_query_flags_t flags);
/** Under which condition it takes effect. */
DR_API dr_pred_type_t instr_get_predicate(instr_t *instr);
/** The extension that the instruction at PC belongs to, in INSTR's mode; PC NULL: that INSTR
 *  itself does. ISA_FEAT_INVALID when the bytes are no instruction. The numbers are good for
 *  instr_get_isa_feature_name() and comparing. */
DR_API uint instr_get_isa_feature(byte *pc, instr_t *instr);
/** Its DR_INSTR_CATEGORY_* set. */
DR_API uint instr_get_category(instr_t *instr);
/** The name of an extension. */
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
/** Whether the opcode is known already. It does not decode. */
DR_API bool instr_opcode_valid(instr_t *instr);
/** Replaces a register in all operands, its parts by parts; whether it was there. */
DR_API bool instr_replace_reg_resize(instr_t *instr, reg_id_t old_reg, reg_id_t new_reg);
/** Replaces destination operand number POS. */
DR_API void instr_set_dst(instr_t *instr, uint pos, opnd_t opnd);
/** Sets the instruction set; false for one that is not supported. */
DR_API bool instr_set_isa_mode(instr_t *instr, dr_isa_mode_t mode);
/** Sets under which condition it takes effect. On x86 that is a note for whoever works on the
 *  list; the encoding does not change. Returns the instruction. */
DR_API instr_t *instr_set_predicate(instr_t *instr, dr_pred_type_t pred);
/** Replaces source operand number POS. */
DR_API void instr_set_src(instr_t *instr, uint pos, opnd_t opnd);
/** The name of one category (a single bit); an empty string for others. */
DR_API const char *instr_get_category_name(dr_instr_category_t category);
/** Whether it has bytes that are its encoding. It does not encode. */
DR_API bool instr_raw_bits_valid(instr_t *instr);
/** Adds a prefix (PREFIX_*). Returns the instruction. */
DR_API instr_t *instr_set_prefix_flag(instr_t *instr, uint prefix);
/** Bytes from the start of its list, as of the list's last encoding. */
DR_API size_t instr_get_offset(instr_t *instr);
/** The flags that any form of an opcode reads and writes. */
DR_API uint instr_get_opcode_eflags(int opcode);
/** The size of the widest operand that is not an immediate, OPSZ_*; OPSZ_NA: none. */
DR_API opnd_size_t instr_get_operation_size(instr_t *instr);
/** Whether it has a prefix (PREFIX_*). */
DR_API bool instr_get_prefix_flag(instr_t *instr, uint prefix);
/** Older form of instr_get_isa_mode(): whether it is 32-bit code. */
DR_API bool instr_get_x86_mode(instr_t *instr);
/** How many instructions an it instruction governs. x86 has none: 0. */
DR_API uint instr_it_block_get_count(instr_t *it_instr);
/** Whether the operands are known already. It does not decode. */
DR_API bool instr_operands_valid(instr_t *instr);
/** Makes it an application instruction. */
DR_API void instr_set_app(instr_t *instr);
/** Makes a direct branch go to an address. */
DR_API void instr_set_branch_target_pc(instr_t *cti_instr, app_pc pc);
/** Has FUNC called when the label is freed; nothing for other instructions. Copies of the label
 *  have no callback. */
DR_API void instr_set_label_callback(instr_t *instr, instr_label_callback_t func);
/** Makes it a meta instruction without an application address. */
DR_API void instr_set_meta_no_translation(instr_t *instr);
/** Says whether the operands are up to date. False: they are decoded anew from the bytes when
 *  somebody asks. */
DR_API void instr_set_operands_valid(instr_t *instr, bool valid);
/** Sets what instr_get_operation_size() says. */
DR_API void instr_set_operation_size(instr_t *instr, opnd_size_t operation_size);
/** Makes it the instruction at ADDR, which is not copied and not decoded yet. */
DR_API void instr_set_raw_bits(instr_t *instr, byte *addr, uint length);
/** Gives it room for bytes of its own; those that are valid are copied over. In an
 *  instr_noalloc_t there is room for MAX_INSTR_LENGTH, and more is refused. */
DR_API void instr_allocate_raw_bits(void *drcontext, instr_t *instr, uint num_bytes);
/** Takes the callback away again. */
DR_API void instr_clear_label_callback(instr_t *instr);
/** The n of int n; -1 for other instructions. */
DR_API int instr_get_interrupt_number(instr_t *instr);
/** Its PREFIX_* set. Further bits are the library's own. */
DR_API uint instr_get_prefixes(instr_t *instr);
/** Its bytes; NULL when there are none. */
DR_API byte *instr_get_raw_bits(instr_t *instr);
/** Byte number POS; 0 when there is none. */
DR_API byte instr_get_raw_byte(instr_t *instr, uint pos);
/** Four bytes from POS on, little-endian; 0 when they are not all there. */
DR_API uint instr_get_raw_word(instr_t *instr, uint pos);
/** Whether its bytes belong to it, rather than lying in the application. */
DR_API bool instr_has_allocated_bits(instr_t *instr);
/** Whether a wish about the encoding is set. */
DR_API bool instr_has_encoding_hint(instr_t *instr, dr_encoding_hint_type_t hint);
/** The immediates of an it instruction. x86 has none: false. */
DR_API bool instr_it_block_compute_immediates(dr_pred_type_t pred0, dr_pred_type_t pred1,
           dr_pred_type_t pred2, dr_pred_type_t pred3, byte *firstcond_out, byte *mask_out);
/** An it instruction for up to four predicates. x86 has none: NULL. */
DR_API instr_t *instr_it_block_create(void *drcontext, dr_pred_type_t pred0, dr_pred_type_t pred1,
           dr_pred_type_t pred2, dr_pred_type_t pred3);
/** The predicate that an it instruction gives to instruction INDEX behind it. x86 has none:
 *  DR_PRED_NONE. */
DR_API dr_pred_type_t instr_it_block_get_pred(instr_t *it_instr, uint index);
/** Whether it has no valid bytes, so that it will be encoded from its operands. */
DR_API bool instr_needs_encoding(instr_t *instr);
/** Whether it is put into the code cache. */
DR_API bool instr_ok_to_emit(instr_t *instr);
/** Whether the runtime may replace it by what makes it work in the code cache: application
 *  instructions without INSTR_DO_NOT_MANGLE. */
DR_API bool instr_ok_to_mangle(instr_t *instr);
/** Removes destinations START up to, not including, END. */
DR_API void instr_remove_dsts(void *drcontext, instr_t *instr, uint start, uint end);
/** Removes sources START up to, not including, END. */
DR_API void instr_remove_srcs(void *drcontext, instr_t *instr, uint start, uint end);
/** Replaces every source that is the same as OLD_OPND; whether there was one. */
DR_API bool instr_replace_src_opnd(instr_t *instr, opnd_t old_opnd, opnd_t new_opnd);
/** Replaces the categories by a set of the caller's, until the instruction is changed. */
DR_API void instr_set_category(instr_t *instr, uint category);
/** Adds a wish about the encoding. Returns the instruction. */
DR_API instr_t *instr_set_encoding_hint(instr_t *instr, dr_encoding_hint_type_t hint);
/** Tells whether a fault in this meta instruction is expected. */
DR_API void instr_set_meta_may_fault(instr_t *instr, bool val);
/** Sets the link to the next instruction, and only that; lists are changed by instrlist_*(). */
DR_API void instr_set_next(instr_t *instr, instr_t *next);
/** Drops all operands and makes room for as many new ones, which are empty. */
DR_API void instr_set_num_opnds(void *drcontext, instr_t *instr, int num_dsts, int num_srcs);
/** Says whether it is put into the code cache; one that is not has no bytes when its list is
 *  encoded. */
DR_API void instr_set_ok_to_emit(instr_t *instr, bool val);
/** Older form of instr_set_app() (true) and instr_set_meta() (false). */
DR_API void instr_set_ok_to_mangle(instr_t *instr, bool val);
/** Changes the opcode; the operands stay. */
DR_API void instr_set_opcode(instr_t *instr, int opcode);
/** Replaces the set of prefixes. */
DR_API void instr_set_prefixes(instr_t *instr, uint prefixes);
/** Sets the link to the previous instruction, and only that. */
DR_API void instr_set_prev(instr_t *instr, instr_t *prev);
/** Says whether its bytes are its encoding. False: it is encoded from its operands. */
DR_API void instr_set_raw_bits_valid(instr_t *instr, bool valid);
/** Changes a byte of memory of its own (instr_allocate_raw_bits()); what was decoded is
 *  forgotten. Nothing happens behind the last byte. */
DR_API void instr_set_raw_byte(instr_t *instr, uint pos, byte byte);
/** Replaces its first NUM_BYTES bytes likewise. Nothing happens when it has fewer. */
DR_API void instr_set_raw_bytes(instr_t *instr, byte *start, uint num_bytes);
/** Changes four bytes from POS on likewise, little-endian. */
DR_API void instr_set_raw_word(instr_t *instr, uint pos, uint word);
/** Older form of instr_set_isa_mode(): X86 true is 32-bit code. */
DR_API void instr_set_x86_mode(instr_t *instr, bool x86);
/** Narrows 32-bit registers, immediates and what memory holds to 16 bits. Registers in
 *  addresses stay, those of string instructions too. */
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
/** instr_compute_address_ex() that also tells which operand it is: *POS is its number among
 *  destinations (*IS_WRITE) or sources. Outputs may be NULL. False when there are not as many.
 */
DR_API bool instr_compute_address_ex_pos(instr_t *instr, dr_mcontext_t *mc, uint index,
           DR_PARAM_OUT app_pc *addr, DR_PARAM_OUT bool *is_write, DR_PARAM_OUT uint *pos);
/** Whether it has a pc-relative memory operand, whose address goes to *TARGET. */
DR_API bool instr_get_rel_addr_target(instr_t *instr, app_pc *target);
/** Whether it has a memory operand relative to the pc. */
DR_API bool instr_has_rel_addr_reference(instr_t *instr);
/** The opposite condition; DR_PRED_NONE for those that have none. */
DR_API dr_pred_type_t instr_invert_predicate(dr_pred_type_t pred);
/** How many memory operands it reads. Gathers count as one. */
DR_API uint instr_num_memory_read_access(instr_t *instr);
/** How many memory operands it writes. Scatters count as one. */
DR_API uint instr_num_memory_write_access(instr_t *instr);
/** Whether the predicate is a condition, rather than none or always. */
DR_API bool instr_predicate_is_cond(dr_pred_type_t pred);
/** Whether an operand it reads, or an address, names just this register, not a part or a whole
 *  of it. */
DR_API bool instr_reads_from_exact_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags);
/** Whether it clears the upper half of a ymm register whose lower half it writes. */
DR_API bool instr_zeroes_ymmh(instr_t *instr);
/** Whether it clears the upper half of a zmm register whose lower part it writes. */
DR_API bool instr_zeroes_zmmh(instr_t *instr);
/** The OP_j* with the condition of an OP_cmov* or OP_fcmov*; OP_INVALID for other opcodes. */
DR_API int instr_cmovcc_to_jcc(int cmovcc_opcode);
/** Whether a cmov or fcmov moves with these flags. False for other instructions. */
DR_API bool instr_cmovcc_triggered(instr_t *instr, reg_t eflags);
/** Number of the destination that is memory relative to the pc; -1: none. */
DR_API int instr_get_rel_addr_dst_idx(instr_t *instr);
/** Number of the source that is memory relative to the pc; -1: none. */
DR_API int instr_get_rel_addr_src_idx(instr_t *instr);
/** Whether it has memory relative to the pc or is a direct near branch; *TARGET is where that
 *  leads. TARGET may be NULL. */
DR_API bool instr_get_rel_data_or_instr_target(instr_t *instr, app_pc *target);
/** Turns a jcc into the opposite one; loops stay. */
DR_API void instr_invert_cbr(instr_t *instr);
/** Whether a jcc, short or not, is taken with these flags. False for other instructions. */
DR_API bool instr_jcc_taken(instr_t *instr, reg_t eflags);
/** Bytes of its first memory operand, destinations first; 0: none. */
DR_API uint instr_memory_reference_size(instr_t *instr);
/** The name of a predicate as it stands in opcodes; empty for DR_PRED_NONE. */
DR_API const char *instr_predicate_name(dr_pred_type_t pred);
/** Whether it takes effect in the given state. */
DR_API dr_pred_trigger_t instr_predicate_triggered(instr_t *instr, dr_mcontext_t *mc);
/** Whether a destination names (part of) the register, in its address too. */
DR_API bool instr_reg_in_dst(instr_t *instr, reg_id_t reg);
/** Whether a source names (part of) the register, in its address too. */
DR_API bool instr_reg_in_src(instr_t *instr, reg_id_t reg);
/** Whether an operand is an x87 register. */
DR_API bool instr_uses_fp_reg(instr_t *instr);

#include "dr_ir_instr_create.h"
#include "dr_ir_instr_inline.h"

#endif
