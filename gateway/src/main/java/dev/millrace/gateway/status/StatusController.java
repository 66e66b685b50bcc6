package dev.millrace.gateway.status;

import dev.millrace.gateway.port.StatusView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the whole system at a glance. */
@RestController
public final class StatusController {
    private final StatusView status;

    public StatusController(StatusView status) {
        this.status = status;
    }

    @GetMapping("/api/v1/status")
    StatusAnswer status() {
        return StatusAnswer.of(status.status());
    }
}
