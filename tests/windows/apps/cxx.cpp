/* tests/windows/apps/cxx.cpp - C++ exceptions, thread-locals, streams.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>
#include <map>

struct noisy {
    std::string name;
    explicit noisy(std::string n) : name(std::move(n)) {}
    ~noisy() { std::cout << "  ~" << name << "\n"; }
};

static int fall(int n)
{
    noisy x("frame" + std::to_string(n));
    if (n == 0)
        throw std::runtime_error("bottom");
    return fall(n - 1) + 1;
}

int main()
{
    for (int i = 0; i < 3; i++) {
        try {
            std::cout << fall(i) << "\n";
        } catch (const std::exception &e) {
            std::cout << "caught " << e.what() << " " << i << "\n";
        }
    }
    int caught = 0;
    for (int i = 0; i < 2000; i++) {
        try {
            throw i;
        } catch (int v) {
            caught += v;
        }
    }
    std::map<std::string, std::vector<int>> m;
    for (int i = 0; i < 1000; i++)
        m[std::to_string(i % 10)].push_back(i);
    std::cout << caught << " " << m["7"].size() << " " << std::stoi("123") << "\n";
    try {
        std::vector<int>().at(5);
    } catch (const std::out_of_range &) {
        std::cout << "range\n";
    }
    return 4;
}
