/* tests/programs/cxx_threads.cpp - C++: threads that throw and catch, futures, atomics, locks, thread_local.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <future>
#include <iostream>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

struct Tracker {
    static std::atomic<int> alive;
    Tracker() { alive++; }
    Tracker(const Tracker &) { alive++; }
    ~Tracker() { alive--; }
};
std::atomic<int> Tracker::alive{0};
struct Special : std::runtime_error {
    int n;
    explicit Special(int n) : std::runtime_error("special"), n(n) {}
};
thread_local std::string name = "none";

static int thrower(int depth, int n)
{
    Tracker t;
    if (depth == 0) {
        if (n % 3 == 0)
            throw Special(n);
        if (n % 3 == 1)
            throw n;
        throw std::out_of_range("range " + std::to_string(n));
    }
    try {
        return thrower(depth - 1, n) + 1;
    } catch (const std::out_of_range &) {
        if (depth % 2)
            throw;
        std::throw_with_nested(std::logic_error("nested"));
    }
}
static long catches(int rounds)
{
    long sum = 0;
    for (int i = 0; i < rounds; i++)
        try {
            thrower(i % 10, i);
        } catch (const Special &e) {
            sum += e.n;
        } catch (int n) {
            sum += 2 * n;
        } catch (const std::exception &e) {
            sum += static_cast<long>(std::string(e.what()).size());
        }
    return sum;
}
struct Unwound {
    std::atomic<int> &n;
    ~Unwound() { n++; }
};

int main()
{
    std::cout << "alone " << catches(300) << '\n';
    std::vector<std::future<long>> f;
    for (int i = 0; i < 6; i++)
        f.push_back(std::async(std::launch::async, catches, 300));
    long sum = 0;
    for (auto &x : f)
        sum += x.get();
    std::cout << "six threads " << sum << " alive " << Tracker::alive << '\n';
    auto failing = std::async(std::launch::async, [] { throw Special(77); });
    try {
        failing.get();
    } catch (const Special &e) {
        std::cout << "carried over " << e.n << '\n';
    }
    std::mutex m;
    std::condition_variable cv;
    std::deque<int> q;
    long consumed = 0;
    std::thread consumer([&] {
        for (;;) {
            std::unique_lock l(m);
            cv.wait(l, [&] { return !q.empty(); });
            int x = q.front();
            q.pop_front();
            if (x < 0)
                return;
            consumed += x;
        }
    });
    for (int i = 0; i < 5000; i++) {
        std::lock_guard l(m);
        q.push_back(i);
        cv.notify_one();
    }
    {
        std::lock_guard l(m);
        q.push_back(-1);
        cv.notify_one();
    }
    consumer.join();
    std::cout << "consumed " << consumed << '\n';
    std::atomic<long> counter{0};
    std::shared_mutex sm;
    std::vector<std::thread> ts;
    for (int i = 0; i < 8; i++)
        ts.emplace_back([&, i] {
            name = "t" + std::to_string(i);
            for (int k = 0; k < 5000; k++) {
                counter.fetch_add(1);
                if (k % 100 == 0) {
                    std::unique_lock l(sm);
                    name += 'x';
                } else if (k % 10 == 0)
                    std::shared_lock l(sm);
            }
            counter += static_cast<long>(name.size());
        });
    for (auto &t : ts)
        t.join();
    std::cout << "counter " << counter << " my name " << name << '\n';
    std::atomic<int> unwound{0};
    for (int i = 0; i < 100; i++)
        std::thread([&] {
            Unwound u{unwound};
            try {
                Unwound v{unwound};
                catches(3);
                throw 1;
            } catch (...) {
            }
        }).join();
    std::cout << "unwound " << unwound << '\n';
    std::stringstream s;
    s << std::hex << 255 << ' ' << std::fixed << 3.14159;
    std::cout << s.str() << std::endl;
    std::set_terminate([] {
        std::cout << "terminate" << std::endl;
        std::abort();
    });
    std::thread([] { throw Special(1); }).join();
}
