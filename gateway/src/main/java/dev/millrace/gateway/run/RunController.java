package dev.millrace.gateway.run;

import dev.millrace.gateway.body.BodyReader;
import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.port.RunControl;
import dev.millrace.gateway.port.RunState;
import dev.millrace.gateway.port.RunView;
import dev.millrace.gateway.port.StartRequest;
import dev.millrace.gateway.problem.InvalidField;
import dev.millrace.settings.InvalidSetting;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Starts, shows, changes and stops runs. */
@RestController
@RequestMapping(RunController.PATH)
public final class RunController {
    static final String PATH = "/api/v1/runs";

    private final RunControl runs;
    private final BodyReader bodies;
    private final StartRequestReader requests;

    public RunController(RunControl runs, BodyReader bodies, StartRequestReader requests) {
        this.runs = runs;
        this.bodies = bodies;
        this.requests = requests;
    }

    /** Runs, the newest first. */
    public record RunList(List<RunView> runs) {}

    @GetMapping
    RunList list() {
        return new RunList(runs.runs());
    }

    @GetMapping("/{id}")
    RunView show(@PathVariable String id) {
        return runs.run(id).orElseThrow(() -> new Refusal.UnknownRun(id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RunView> start(HttpServletRequest request) {
        try (var body = bodies.read(request)) {
            var run = start(requests.read(body));
            var place = URI.create(PATH + '/' + UriUtils.encodePathSegment(run.id(), "UTF-8"));
            return ResponseEntity.created(place).body(run);
        } catch (InvalidSetting e) {
            throw InvalidField.of(e).toException();
        }
    }

    /** Changes rates of a run while it goes on. */
    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    RunView change(@PathVariable String id, HttpServletRequest request) {
        try (var body = bodies.read(request)) {
            var change = requests.readChange(body);
            try {
                return runs.change(id, change);
            } catch (Refusal.UnknownSource e) {
                int place = Math.max(0, change.sources().indexOf(e.source()));
                throw new InvalidSetting("sources[" + place + "]", e.detail());
            }
        } catch (InvalidSetting e) {
            throw InvalidField.of(e).toException();
        }
    }

    private RunView start(StartRequest request) {
        try {
            return runs.start(request);
        } catch (Refusal.UnknownSource e) {
            // The path is right and the body is wrong: not for 404 to say.
            int place = Math.max(0, request.sources().indexOf(e.source()));
            throw new InvalidSetting("sources[" + place + "]", e.detail());
        }
    }

    /** Stops a run; one that has ended stays as it is, so that asking twice does no harm. */
    @DeleteMapping("/{id}")
    ResponseEntity<RunView> stop(@PathVariable String id) {
        var run = stopped(id);
        var status = run.state() == RunState.ENDED ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status).body(run);
    }

    private RunView stopped(String id) {
        try {
            return runs.stop(id);
        } catch (Refusal.RunEnded e) {
            return show(id);
        }
    }
}
