package dev.millrace.generator.share;

import dev.millrace.generator.channel.KafkaAccess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** Looks at who is in a group. */
final class GroupLook {
    private GroupLook() {}

    /**
     * Whether nobody is in the group but, perhaps, a member of this name.
     *
     * @throws KafkaException if Kafka does not say
     */
    static boolean isAlone(KafkaAccess kafka, String group, String name) {
        try (var admin = Admin.create(kafka.with(Map.of(
                "client.id",
                "millrace-generator-look",
                "default.api.timeout.ms",
                10_000,
                "request.timeout.ms",
                5_000)))) {
            var description =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return description == null
                    || description.members().stream()
                            .allMatch(member ->
                                    member.groupInstanceId().map(name::equals).orElse(false));
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while looking at group " + group, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw new KafkaException("Looking at group " + group + " failed", e);
        }
    }
}
