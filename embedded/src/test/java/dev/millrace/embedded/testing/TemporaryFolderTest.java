package dev.millrace.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.embedded.folder.FolderFormat;
import dev.millrace.embedded.folder.VersionRule;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    private static final String PREFIX = "millrace-folder-test-";
    private static final FolderFormat FORMAT = new FolderFormat("Mill", 1, "1", VersionRule.NOT_NEWER);

    @Test
    void shouldRemoveOldFoldersThatNobodyHasAnyMore() throws Exception {
        try (var abandoned = TemporaryFolder.make(PREFIX);
                var young = TemporaryFolder.make(PREFIX);
                var held = TemporaryFolder.make(PREFIX);
                var claim = FolderClaim.take(held.path(), FORMAT)) {
            FolderClaim.take(abandoned.path(), FORMAT).close();
            FolderClaim.take(young.path(), FORMAT).close();
            var hourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
            Files.setLastModifiedTime(abandoned.path(), hourAgo);
            Files.setLastModifiedTime(held.path(), hourAgo);
            var looked = new ArrayList<>();

            TemporaryFolder.removeAbandoned(PREFIX, looked::add);

            assertThat(looked).containsExactlyInAnyOrder(abandoned.path(), held.path());
            assertThat(abandoned.path()).doesNotExist();
            assertThat(young.path()).exists();
            assertThat(claim.folder()).exists();
        }
    }
}
