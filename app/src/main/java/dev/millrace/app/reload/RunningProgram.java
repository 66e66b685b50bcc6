package dev.millrace.app.reload;

import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.settings.Rate;

/** What an edit of its file takes effect on, and who reads what became of that. */
public interface RunningProgram {
    /**
     * Has a source send at another rate.
     *
     * @throws dev.millrace.generator.run.RunLogUnavailable if Kafka does not take that, or too late
     */
    void change(String source, Rate rate);

    /** Puts a limit at another rate or burst. */
    void change(String limit, LimitSettings settings);

    /** Tells what is good to know. */
    void tell(String what);

    /** Tells what somebody has to see to. */
    void warn(String what);
}
