package dev.millrace.delivery.audit;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The trail's tables, in a database schema of their own with a history of their own. */
final class Schema {
    static final String NAME = "audit";

    private final DataSource database;

    Schema(DataSource database) {
        this.database = database;
    }

    /**
     * Brings the tables up to this program's version; instances that start together wait for each other.
     *
     * @throws SchemaMismatch if the database holds what this program cannot go on from
     * @throws org.flywaydb.core.api.FlywayException if the database does not do its part
     */
    void migrate() {
        var flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .schemas(NAME)
                .defaultSchema(NAME)
                .table("schema_history")
                .locations("classpath:db/audit")
                .load();
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new SchemaMismatch(
                    "the tables in schema " + NAME + " were made by another version of this program: run that one, or a"
                            + " newer one",
                    e);
        }
    }

    /** The tables are of a version that this program does not know. */
    static final class SchemaMismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SchemaMismatch(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
