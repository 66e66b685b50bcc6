package dev.millrace.gateway.port;

import dev.millrace.settings.InvalidSetting;
import java.util.List;
import java.util.Optional;

/** Starts, stops and shows runs. Thread-safe. */
public interface RunControl {

    /** Every run there is to tell of, the newest first. */
    List<RunView> runs();

    /** One run; empty where there is none of that id. */
    Optional<RunView> run(String id);

    /**
     * Starts a run.
     *
     * @throws Refusal.UnknownSource if one of the sources does not exist
     * @throws InvalidSetting        if a field of the request cannot be honoured; names that field
     * @throws Refusal.Unavailable   if what a run needs cannot be reached
     */
    RunView start(StartRequest request);

    /**
     * Changes the rate of sources of a run that goes on; the change holds from a moment soon to come.
     *
     * @throws Refusal.UnknownRun    if there is no such run
     * @throws Refusal.UnknownSource if one of the sources does not exist
     * @throws Refusal.Conflict      if the run is over, or a source has no rate that can be changed
     * @throws Refusal.Unavailable   if it cannot be noted down now
     */
    RunView change(String id, RateRequest request);

    /**
     * Stops a run and returns it once what it sent is committed; after a while as it then is: still stopping.
     *
     * @throws Refusal.UnknownRun if there is no such run
     * @throws Refusal.RunEnded   if it has ended already
     * @throws Refusal.Unavailable if it cannot be noted down now that it is to stop
     */
    RunView stop(String id);
}
