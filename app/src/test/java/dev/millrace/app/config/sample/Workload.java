package dev.millrace.app.config.sample;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Scalar;
import java.time.Duration;
import java.util.List;

@Doc("How a source's rate moves.")
public sealed interface Workload {
    @Doc("The same rate all the time.")
    @Scalar
    record Constant(Rate constant) implements Workload {}

    @Doc("Up and down.")
    record Sine(Rate mean, Rate amplitude, Duration period) implements Workload {
        public Sine {
            if (amplitude.perSecond() > mean.perSecond()) {
                throw new InvalidSetting("amplitude", "must not be above the mean, " + mean + ", was " + amplitude);
            }
        }
    }

    @Doc("One rate after the other.")
    @Scalar
    record Stairs(List<Rate> stairs) implements Workload {}
}
