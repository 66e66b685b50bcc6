package dev.millrace.flow.shed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/**
 * Which part of the processors this program uses, of all that it may: the mean of the last second or so, if it is asked about
 * ten times a second. A single look says little, as threads come and go. Thread-safe.
 */
final class ProcessorLoad implements DoubleSupplier {
    private static final double NEWEST = 0.1;

    private final DoubleSupplier sinceLastLook;
    private double mean;

    ProcessorLoad() {
        this(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())::getProcessCpuLoad);
    }

    /** @param sinceLastLook the load since it was last asked; negative where that is not known */
    ProcessorLoad(DoubleSupplier sinceLastLook) {
        this.sinceLastLook = sinceLastLook;
    }

    @Override
    public synchronized double getAsDouble() {
        double now = sinceLastLook.getAsDouble();
        if (now >= 0) {
            mean += NEWEST * (now - mean);
        }
        return mean;
    }
}
