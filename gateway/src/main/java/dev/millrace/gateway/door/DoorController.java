package dev.millrace.gateway.door;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lists the doors at the root: as HTML for who asks for that, as a browser does, and as JSON for everybody else. */
@RestController
public final class DoorController {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    /** The doors there are. */
    public record Doors(String name, List<Door> doors) {}

    @GetMapping("/")
    ResponseEntity<?> doors(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.ok().contentType(HTML).body(html());
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new Doors("millrace", Door.ALL));
    }

    private static String html() {
        return Door.ALL.stream()
                .map(door -> "<li><a href=\"" + door.href() + "\">" + door.title() + "</a></li>")
                .collect(Collectors.joining(
                        "\n",
                        "<!doctype html>\n<html lang=\"en\">\n<title>Millrace</title>\n<h1>Millrace</h1>\n<ul>\n",
                        "\n</ul>\n</html>\n"));
    }
}
