package dev.millrace.checks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestClassesTest {
    @Test
    void classesWithTestsOrThatInheritSomeAreFoundAndNoOthers() {
        var sources = Map.of(
                "OwnTest", "class OwnTest { @Test void a() {} }",
                "ManyTest", "class ManyTest { @ParameterizedTest void a() {} }",
                "Contract", "abstract class Contract { @Test void a() {} }",
                "HeirTest", "final class HeirTest extends Contract<List<? extends Number>> {}",
                "HeirOfHeirTest", "class HeirOfHeirTest\n        extends HeirTest implements Closeable {}",
                "PortContract", "interface PortContract { @Test default void a() {} }",
                "PortTest", "class PortTest implements Closeable, PortContract {}",
                "EmptyTest", "class EmptyTest { List<? extends Number> numbers; class Inner extends Thread {} }",
                "SpokenTest", "/** Has no @Test. */ class SpokenTest { String a = \"@Test\"; // @Test\n }",
                "StrangerTest", "class StrangerTest extends TestCase {}");

        assertThat(TestClasses.in(sources))
                .containsExactlyInAnyOrder(
                        "OwnTest", "ManyTest", "HeirTest", "HeirOfHeirTest", "PortContract", "PortTest");
    }
}
