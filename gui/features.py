"""The features of the window, a line each, in the order of their docks.

Taking a feature out means deleting its folder and its line here. None of them imports another: what one has to tell
the others goes through ``events``.
"""

from nhan.gui.queue.feature import attach as queue
from nhan.gui.span_list.feature import attach as span_list
from nhan.gui.guideline.feature import attach as guideline
from nhan.gui.note.feature import attach as note
from nhan.gui.comment.feature import attach as comment
from nhan.gui.article_info.feature import attach as article_info
from nhan.gui.learning.feature import attach as learning
from nhan.gui.concordance.feature import attach as concordance
from nhan.gui.review.feature import attach as review
from nhan.gui.suggestions.feature import attach as suggestions
from nhan.gui.adjudication.feature import attach as adjudication
from nhan.gui.conflicts.feature import attach as conflicts
from nhan.gui.people.feature import attach as people
from nhan.gui.recovery.feature import attach as recovery
from nhan.gui.projects.feature import attach as projects
from nhan.gui.transfer.feature import attach as transfer
from nhan.gui.watching.feature import attach as watching
from nhan.gui.backup.feature import attach as backup
from nhan.gui.labels.feature import attach as labels
from nhan.gui.project_page.feature import attach as project_page
from nhan.gui.agreement.feature import attach as agreement
from nhan.gui.assignments.feature import attach as assignments
from nhan.gui.releases.feature import attach as releases
from nhan.gui.unsaved.feature import attach as unsaved
from nhan.gui.preferences.feature import attach as preferences
from nhan.gui.first_steps.feature import attach as first_steps
from nhan.gui.help.feature import attach as help_

FEATURES = {name: attach for name, attach in dict(vars()).items() if not name.startswith("_")}
