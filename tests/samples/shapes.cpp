/* tests/samples/shapes.cpp - a client in C++: classes that look at blocks, made with new. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace {

class Counter {
public:
    explicit Counter(const char *name) : name(name)
    {
    }
    virtual ~Counter()
    {
        dr_fprintf(STDERR, "%s %llu\n", name, count);
    }
    virtual bool wants(instr_t *i) const = 0;
    void *address()
    {
        return &count;
    }

private:
    const char *name;
    uint64 count = 0;
};

class Loads : public Counter {
public:
    Loads() : Counter("loads")
    {
    }
    bool wants(instr_t *i) const override
    {
        return instr_reads_memory(i);
    }
};

template <int OPCODE> class Opcode : public Counter {
public:
    explicit Opcode(const char *name) : Counter(name)
    {
    }
    bool wants(instr_t *i) const override
    {
        return instr_get_opcode(i) == OPCODE;
    }
};

struct Global {
    int constructed;
    Global() : constructed(42)
    {
    }
    ~Global()
    {
        dr_fprintf(STDERR, "global %d gone\n", constructed);
    }
} global;

std::vector<std::unique_ptr<Counter>> counters;

void add_one(uint64 *count)
{
    __atomic_fetch_add(count, 1, __ATOMIC_RELAXED);
}

dr_emit_flags_t on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    for (instr_t *i = instrlist_first_app(bb), *next; i != NULL; i = next) {
        next = instr_get_next_app(i);
        for (auto &c : counters)
            if (c->wants(i))
                dr_insert_clean_call(drcontext, bb, i, reinterpret_cast<void *>(add_one), false, 1,
                                     OPND_CREATE_INTPTR(c->address()));
    }
    return DR_EMIT_DEFAULT;
}

void at_exit()
{
    counters.clear();
}

} // namespace

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    counters.push_back(std::make_unique<Opcode<OP_call>>("call"));
    counters.push_back(std::make_unique<Opcode<OP_add>>("add"));
    counters.push_back(std::make_unique<Loads>());
    std::reverse(counters.begin(), counters.end());
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
