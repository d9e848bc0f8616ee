#include "app/stop_on_signal.h"

#include <csignal>

namespace gerai::app {

namespace {

sigset_t stopping_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

StopOnSignal::StopOnSignal() {
    const sigset_t signals = stopping_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    thread_ = std::thread{[this, signals] {
        int received = 0;
        sigwait(&signals, &received);
        source_.request_stop();
    }};
}

StopOnSignal::~StopOnSignal() {
    pthread_kill(thread_.native_handle(), SIGINT);  // The thread may wait still.
    thread_.join();
}

}  // namespace gerai::app
