package dev.millrace.gateway.ingest;

import dev.millrace.gateway.body.BodyReader;
import dev.millrace.gateway.port.EventIntake;
import dev.millrace.gateway.port.Receipt;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes events in, and answers once Kafka has them. */
@RestController
public final class IngestController {
    private final BodyReader bodies;
    private final PostedEvents posted;
    private final EventIntake intake;
    private final Confirmation confirmation;

    public IngestController(BodyReader bodies, PostedEvents posted, EventIntake intake, Confirmation confirmation) {
        this.bodies = bodies;
        this.posted = posted;
        this.intake = intake;
        this.confirmation = confirmation;
    }

    /** Takes one event or many, all or none. */
    @PostMapping("/api/v1/sources/{source}/events")
    ResponseEntity<Receipt> post(@PathVariable String source, HttpServletRequest request)
            throws HttpMediaTypeNotSupportedException {
        var format = BodyFormat.of(request);
        // The memory stays taken until Kafka has the events, for until then they are held.
        try (var body = bodies.read(request)) {
            var events = posted.read(format, request, body);
            var receipt = confirmation.await(intake.take(source, events));
            return ResponseEntity.status(HttpStatus.CREATED).body(receipt);
        }
    }
}
