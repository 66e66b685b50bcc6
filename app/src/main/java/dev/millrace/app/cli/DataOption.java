package dev.millrace.app.cli;

import dev.millrace.app.instance.DataFolder;
import dev.millrace.app.instance.Instance;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the data folder, and with it the program that runs there. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for all data of the embedded servers and the program. Default: .millrace here.")
    @Nullable
    Path data;

    DataFolder folder() {
        return new DataFolder(data == null ? Path.of(".millrace") : data);
    }

    /** The program that runs on this folder; ends the command where there is none. */
    Instance running() {
        var folder = folder();
        return folder.running()
                .orElseThrow(() -> CommandFailed.unreachable("No Millrace runs on " + folder.path()
                        + ". Start one with: millrace up" + (data == null ? "" : " --data " + data)));
    }
}
