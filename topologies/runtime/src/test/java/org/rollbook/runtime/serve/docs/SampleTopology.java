package org.rollbook.runtime.serve.docs;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/// Two views, one of them with branches and a shared store.
final class SampleTopology {

  private SampleTopology() {}

  static TopologyDescription description() {
    var topology = new Topology();
    topology.addSource("by-learner", "rollbook.enrollments.by-learner");
    topology.addProcessor("enrollments-merge", nothing(), "by-learner");
    topology.addStateStore(store("enrollments"), "enrollments-merge");
    topology.addStateStore(store("enrollments-history"), "enrollments-merge");
    topology.addSink("enrollments-out", "rollbook.enrollments.v1", "enrollments-merge");
    topology.addSource("by-course", "rollbook.enrollments.by-course", "rollbook.grades.by-course");
    topology.addProcessor("roster-merge", nothing(), "by-course");
    topology.addProcessor("tally", nothing(), "roster-merge", "by-course");
    topology.addProcessor("audit", nothing(), "roster-merge");
    topology.addStateStore(store("roster"), "roster-merge", "audit");
    topology.addStateStore(store("counts"), "tally");
    topology.addSink("counts-out", "rollbook.course-enrollment-counts.v1", "tally");
    topology.addSink("audit-out", (key, value, record) -> "a<b", "audit");
    return topology.describe();
  }

  private static ProcessorSupplier<Object, Object, Object, Object> nothing() {
    return () ->
        new Processor<>() {
          @Override
          public void process(Record<Object, Object> record) {}
        };
  }

  private static org.apache.kafka.streams.state.StoreBuilder<?> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }
}
