/// What the published records of all topologies share.
///
/// Other people's programs read these. A field may be added with a default; nothing else may change
/// within a topic's major version.
@NullMarked
package org.rollbook.model.published;

import org.jspecify.annotations.NullMarked;
