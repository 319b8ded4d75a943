#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

#include <QCoreApplication>
#include <QThread>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/latest_job.h"

using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

TEST_CASE("work runs elsewhere and answers in the owner's thread", "[job]")
{
    needApplication();
    LatestJob job;
    QThread* worked = nullptr;
    QThread* answered = nullptr;
    job.start([] { return QThread::currentThread(); },
              [&](QThread* thread) {
                  worked = thread;
                  answered = QThread::currentThread();
              });
    CHECK(job.isRunning());
    REQUIRE(waitFor([&] { return answered != nullptr; }));
    CHECK(worked != QThread::currentThread());
    CHECK(answered == QThread::currentThread());
    CHECK_FALSE(job.isRunning());
}

TEST_CASE("of several requests only the newest answers, in whatever order they end", "[job]")
{
    needApplication();
    LatestJob job;
    std::vector<int> answers;
    for (int i = 0; i < 20; ++i)
        job.start(
            [i] {
                std::this_thread::sleep_for(std::chrono::milliseconds(i % 3));
                return i;
            },
            [&](int answer) { answers.push_back(answer); });
    REQUIRE(waitFor([&] { return !answers.empty(); }));
    CHECK(answers == std::vector<int>{19});
}

TEST_CASE("dropped work answers nothing, and an owner that goes waits for it", "[job]")
{
    needApplication();
    std::atomic<bool> isDone = false;
    bool hasAnswered = false;
    {
        LatestJob job;
        job.start(
            [&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                isDone = true;
                return 0;
            },
            [&](int) { hasAnswered = true; });
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        job.drop();
        CHECK_FALSE(job.isRunning());
    }
    CHECK(isDone);
    QCoreApplication::processEvents();
    CHECK_FALSE(hasAnswered);
}
