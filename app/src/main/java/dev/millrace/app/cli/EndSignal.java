package dev.millrace.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C and the termination signal, taken as a wish for an orderly end. The second one ends the process at
 * once.
 */
final class EndSignal {
    private final CountDownLatch wished = new CountDownLatch(1);

    private EndSignal() {}

    static EndSignal install(Terminal terminal) {
        var signal = new EndSignal();
        Runnable handler = () -> {
            if (signal.wished.getCount() == 0) {
                terminal.say("Ended at once; nothing acknowledged is lost, and the next 'up' goes on.");
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
            signal.wished.countDown();
        };
        for (var name : new String[] {"INT", "TERM"}) {
            Signals.register(name, handler);
        }
        return signal;
    }

    /** Waits this long; whether the end was wished for. */
    boolean await(Duration time) {
        try {
            return wished.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
