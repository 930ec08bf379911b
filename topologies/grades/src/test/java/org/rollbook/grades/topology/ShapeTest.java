package org.rollbook.grades.topology;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.shape.ShapeSnapshot;

/// Node, store and topic names are what a new release finds its state by.
class ShapeTest {

  @Test
  void shouldHaveTheShapeThatIsCommitted() {
    var topology = DrivenGrades.topology(DrivenGrades.settings(Map.of()));

    ShapeSnapshot.in(Path.of("src/test/resources/org/rollbook/grades/topology.txt"))
        .check(topology.describe());
  }
}
