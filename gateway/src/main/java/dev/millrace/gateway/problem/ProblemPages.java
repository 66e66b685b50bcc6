package dev.millrace.gateway.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page of a problem type where its URI says it is. */
@RestController
public final class ProblemPages {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    /** The page, as it stands in {@code docs/problems}. */
    @GetMapping(ProblemType.PATH + "{slug}")
    ResponseEntity<byte[]> page(@PathVariable String slug) {
        var type = ProblemType.named(slug)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no problem type '" + slug + "'")
                        .toException());
        return ResponseEntity.ok().contentType(TEXT).body(read(type));
    }

    private static byte[] read(ProblemType type) {
        var name = "/dev/millrace/gateway/problems/" + type.slug() + ".md";
        try (var page = ProblemPages.class.getResourceAsStream(name)) {
            if (page == null) {
                throw new IllegalStateException("the page " + name + " is not in the program");
            }
            return page.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
