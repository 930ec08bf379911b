/// The published records: the keys and values of the derived topics, and how they are written.
///
/// Other people's programs read these. A field may be added with a default; nothing else may change
/// within a topic's major version. `org.rollbook.model.topic.Topics` lists which topic has which.
@NullMarked
package org.rollbook.model.published;

import org.jspecify.annotations.NullMarked;
