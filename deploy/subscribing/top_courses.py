"""Adds up a field of a derived topic by course, and shows the five courses that have the most.

How many learners a course has now:

    /usr/bin/python3 top_courses.py localhost:9092 http://localhost:8081/apis/ccompat/v7 rollbook.enrollments.v1 is_active
"""

import collections
import sys

import confluent_kafka

import decode


def newest_of_each_key(kafka, registry, topic):
    """Reads the topic up to where it ends now."""
    decoder = decode.Decoder(registry)
    consumer = confluent_kafka.Consumer({
        "bootstrap.servers": kafka,
        "group.id": "not-used",
        "isolation.level": "read_committed",
        "enable.auto.commit": False,
        "enable.partition.eof": True,
    })
    partitions = consumer.list_topics(topic, timeout=10).topics[topic].partitions
    consumer.assign([
        confluent_kafka.TopicPartition(topic, partition, confluent_kafka.OFFSET_BEGINNING)
        for partition in partitions
    ])
    newest, ended = {}, set()
    while len(ended) < len(partitions):
        message = consumer.poll(10)
        if message is None:
            raise TimeoutError("nothing from Kafka within 10 s")
        if message.error() is None:
            key = tuple(sorted(decoder.decode(message.key()).items()))
            newest[key] = message.value()
        elif message.error().code() == confluent_kafka.KafkaError._PARTITION_EOF:
            ended.add(message.partition())
        else:
            raise confluent_kafka.KafkaException(message.error())
    consumer.close()
    return [decoder.decode(value) for value in newest.values() if value is not None]


if __name__ == "__main__":
    kafka, registry, topic, field = sys.argv[1:]
    sums = collections.Counter()
    for row in newest_of_each_key(kafka, registry, topic):
        sums[row["course_key"]] += row[field]  # True counts as one.
    for course, number in sums.most_common(5):
        print(f"{number:6}  {course}")
